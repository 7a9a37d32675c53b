// What stands on a device leads to it, and from it to the orders that are about it.

import { plainLabel, plainMark } from "../domain/labels.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/** @typedef {import("../domain/labels.js").CodeReading} CodeReading */
/** @typedef {Record<string, any>} Document */
/** @typedef {{ device: Document | null, order_ids: string[] }} Found */

export const END_LENGTH = 6

/**
 * The marks under which a document is found; null for kinds that have none.
 * @param {string} kind @param {Document} document @returns {string[] | null}
 */
export function marksOf(kind, document) {
  if (kind === "device") return [...labelMarks(document), ...makersMarks(document)]
  if (kind !== "work_order") return null
  return document.devices.flatMap((/** @type {Document} */ device) => [
    device.id,
    ...makersMarks(device),
  ])
}

/**
 * The device with this code, and the orders on this phone that are about it.
 * @param {Transaction} transaction @param {CodeReading} reading @returns {Promise<Found>}
 */
export async function findDevice(transaction, reading) {
  for (const mark of wanted(reading)) {
    const keys = await keysWith(transaction, mark)
    const known = keys.find(([kind]) => kind === "device")
    if (known) return registered(transaction, known)
    if (keys.length) return named(transaction, mark, idsOf(keys))
  }
  return { device: null, order_ids: [] }
}

/** A label by its code or its end, then the maker's marks. @param {CodeReading} reading */
function wanted({ label, mark }) {
  const end = mark === null ? "" : plainLabel(mark)
  const isEnd = end.length === END_LENGTH
  return [label, isEnd ? endMark(end) : null, mark].filter((each) => each !== null)
}

/** @param {Transaction} transaction @param {[string, string]} key @returns {Promise<Found>} */
async function registered(transaction, key) {
  const { document } = await transaction.objectStore("documents").get(key)
  const orders = idsOf(await keysWith(transaction, document.id))
  const { work_order_id } = document.place
  const all = new Set(work_order_id ? [work_order_id, ...orders] : orders)
  return { device: document, order_ids: [...all] }
}

/** A device that only orders name. @param {Transaction} transaction @param {string} mark @param {string[]} orderIds @returns {Promise<Found>} */
async function named(transaction, mark, orderIds) {
  const record = await transaction.objectStore("documents").get(["work_order", orderIds[0]])
  const device = record.document.devices.find((/** @type {Document} */ each) =>
    makersMarks(each).includes(mark),
  )
  return { device, order_ids: orderIds }
}

/** @param {Transaction} transaction @param {string} mark @returns {Promise<[string, string][]>} */
function keysWith(transaction, mark) {
  return transaction.objectStore("documents").index("marks").getAllKeys(mark)
}

/** @param {[string, string][]} keys */
function idsOf(keys) {
  return keys.filter(([kind]) => kind === "work_order").map(([, id]) => id)
}

/** @param {Document} device @returns {string[]} */
function labelMarks({ label, former_labels = [] }) {
  const labels = [label, ...former_labels.map((/** @type {Document} */ each) => each.label)]
  return labels.filter(Boolean).flatMap((each) => [each, endMark(each.slice(-END_LENGTH))])
}

/** @param {Document} device @returns {string[]} */
function makersMarks({ serial, mac }) {
  return [plainMark(serial), plainMark(mac ?? "")].filter(Boolean)
}

/** No serial has this form. @param {string} end */
function endMark(end) {
  return `…${end}`
}
