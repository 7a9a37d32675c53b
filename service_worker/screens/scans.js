// A code read off a label; mirror: fieldapp/screens/scans.py.

import { asciiUpper, trimmed } from "../domain/texts.js"
import { dock } from "./queue.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

/**
 * The page that takes a typed code, with what the last one was.
 * @param {Document[]} rows @param {string | null} visitId
 * @param {Document | null} result @param {Scene} scene
 * @returns {Document}
 */
export function scanScreen(rows, visitId, result, scene) {
  return { tab: "scan", visit_id: visitId, result, dock: dock(rows, scene) }
}

/**
 * Whose device the code belongs to: "this", "other" or "unknown".
 * @param {Document[]} orders @param {string | null} visitId @param {string} typed @returns {Document}
 */
export function scanResult(orders, visitId, typed) {
  const code = asciiUpper(trimmed(typed))
  for (const order of orders) {
    const device = order.devices.find((/** @type {Document} */ each) =>
      marksOf(each).includes(code),
    )
    if (device) return found(order, device, visitId, code)
  }
  return { kind: "unknown", code, device_kind: null, model: null, number: null, visit_id: null }
}

/** @param {Document} order @param {Document} device @param {string | null} visitId @param {string} code */
function found(order, device, visitId, code) {
  /** @type {string[]} */
  const own = order.visits.map((/** @type {Document} */ { id }) => id)
  const isOwn = visitId !== null && own.includes(visitId)
  return {
    kind: visitId === null || isOwn ? "this" : "other",
    code,
    device_kind: device.kind,
    model: device.model,
    number: order.number,
    visit_id: isOwn ? visitId : (own[own.length - 1] ?? null),
  }
}

/** What may stand on its label: id, serial, MAC with and without colons. @param {Document} device @returns {string[]} */
function marksOf(device) {
  const mac = asciiUpper(device.mac || "")
  const marks = [asciiUpper(device.id), asciiUpper(device.serial), mac, mac.replaceAll(":", "")]
  return marks.filter((mark) => mark)
}
