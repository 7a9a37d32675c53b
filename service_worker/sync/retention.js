// People's data leaves the phone seven days after their visit ended, with or without network;
// a photo only when the server has verified it.

import { allUploads, deleteBlob } from "../store/blobs.js"
import { entriesOfOrder } from "../store/outbox.js"
import { rowsEndedBefore, rowsOfOrder } from "../store/queue.js"
import { getRecord, putRecord } from "../store/records.js"
import { refreshOrder } from "./pull.js"

/** @typedef {import("../store/database.js").Transaction} Transaction */
/** @typedef {import("../store/session.js").Session} Session */

const KEPT_MS = 7 * 86_400_000
const STORES = ["documents", "queue", "outbox", "sent", "meta", "uploads", "blobs"]

/** @param {Session} session */
export function forgetOldOrders(session) {
  const limit = new Date(Date.parse(session.now()) - KEPT_MS).toISOString()
  return session.writing.run(async () => {
    await session.database.write(STORES, async (transaction) => {
      const ended = await rowsEndedBefore(transaction, limit)
      const ids = new Set(ended.map((row) => row.work_order_id))
      for (const id of ids)
        if (await isOver(transaction, id, limit)) await forget(transaction, session, id)
        else ids.delete(id)
      await forgetPhotos(transaction, ids, limit)
      for (const { work_order_id, phase } of await rowsEndedBefore(transaction, session.now()))
        if (phase === "reassigned") await refreshOrder(transaction, session, work_order_id)
    })
    session.replica.forget()
  })
}

/** Did her last visit end long ago, with nothing left to send? @param {Transaction} transaction @param {string} orderId @param {string} limit */
async function isOver(transaction, orderId, limit) {
  const [rows, unsent] = await Promise.all([
    rowsOfOrder(transaction, orderId),
    entriesOfOrder(transaction, orderId),
  ])
  const ends = rows.map((row) => row.completed_at ?? row.ended_at)
  return unsent.length === 0 && ends.every((end) => end && end < limit)
}

/** @param {Transaction} transaction @param {Session} session @param {string} orderId */
async function forget(transaction, session, orderId) {
  const record = await getRecord(transaction, "work_order", orderId)
  if (record) await putRecord(transaction, { ...record, gone: "retention" })
  await refreshOrder(transaction, session, orderId)
}

/** Of orders that left just now, or long ago. @param {Transaction} transaction @param {Set<string>} left @param {string} limit */
async function forgetPhotos(transaction, left, limit) {
  for (const upload of await allUploads(transaction)) {
    const { work_order_id, received_at } = upload
    if (!received_at || (received_at >= limit && !left.has(work_order_id))) continue
    const record = await getRecord(transaction, "work_order", work_order_id)
    if (!record) await deleteBlob(transaction, upload)
  }
}
