// The one way to change anything: append operations and show their effect at once.

import { nowIso, nowMs } from "../clock.js"
import { uuid7 } from "../ids.js"
import { Problem } from "../problem.js"
import { putBlob, putSmall } from "../store/blobs.js"
import { enrolment, putEnrolment } from "../store/meta.js"
import { addEntry, entryWithId } from "../store/outbox.js"
import { putRow, rowOfVisit } from "../store/queue.js"
import { release } from "../store/release.js"
import { Draft } from "./draft.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("./draft.js").Intent} Intent */
/** @typedef {Omit<Intent, "id" | "happened_at">} Wish */

/**
 * Store one operation with its effect; resolves when both are on the disk.
 * @param {Session} session
 * @param {string} name
 * @param {Record<string, any>} arguments_
 * @param {{ visit_id?: string, work_order_id?: string }} target
 * @throws {Problem} when it is refused: nothing is stored then
 */
export async function submit(session, name, arguments_, target) {
  const [submitted] = await submitAll(session, [{ name, arguments: arguments_, ...target }])
  return submitted
}

/**
 * Store several operations in one transaction, or none of them; takes the bytes of blobs over.
 * @param {Session} session
 * @param {Wish[]} wishes
 * @returns {Promise<{ document: any, operation: any }[]>}
 */
export function submitAll(session, wishes) {
  const intents = wishes.map((wish) => ({ id: uuid7(nowMs()), happened_at: nowIso(), ...wish }))
  return session.writing.run(async () => {
    for (;;) {
      const draft = await draftOf(session, intents)
      if (await isStored(session, draft)) return draft.submitted
      session.replica.forget()
    }
  })
}

/** @param {Session} session @param {Intent[]} intents */
async function draftOf(session, intents) {
  const client = await session.database.read(["meta"], enrolment)
  if (!client) throw new Problem("not_on_this_phone", {})
  session.replica.follow(client)
  const draft = new Draft(client)
  for (const intent of intents) {
    if (intent.is_loose) await draft.appendLoose(intent)
    else await draft.append(await orderOf(session, intent), intent)
    draft.carry(intent)
  }
  return draft
}

/** @param {Session} session @param {Intent} intent */
async function orderOf(session, intent) {
  const id = intent.work_order_id ?? (await orderIdOfVisit(session, intent.visit_id ?? ""))
  const order = await session.replica.order(id)
  if (!order) throw new Problem("work_order_unknown", {})
  return order
}

/** @param {Session} session @param {string} visitId @returns {Promise<string>} */
export async function orderIdOfVisit({ database, replica }, visitId) {
  const held = replica.orderWith(visitId)
  if (held) return held.id
  const row = await database.read(["queue"], (transaction) => rowOfVisit(transaction, visitId))
  if (!row) throw new Problem("visit_unknown", {})
  return row.work_order_id
}

/**
 * Write the draft, unless another worker of this phone wrote since it was made.
 * @param {Session} session @param {Draft} draft @returns {Promise<boolean>}
 */
async function isStored(session, draft) {
  const stores = ["meta", "outbox", "queue", ...(draft.blobs.length ? ["blobs", "uploads"] : [])]
  const isWritten = await session.database.write(stores, async (transaction) => {
    if (await entryWithId(transaction, draft.entries[0].id)) return true
    if (!(await follows(transaction, draft))) return false
    for (const entry of draft.entries) addEntry(transaction, entry)
    for (const row of draft.changedRows()) putRow(transaction, row)
    for (const { upload, bytes } of draft.blobs) putBlob(transaction, upload, bytes)
    await putEnrolment(transaction, draft.client)
    return true
  })
  if (!isWritten) return false
  session.replica.hold(draft.orders, draft.client)
  for (const { bytes } of draft.blobs) release(bytes)
  for (const { upload, small } of draft.blobs)
    if (small) await keepSmall(session, upload.sha256, small)
  return true
}

/**
 * By itself: a photo that no longer fits must not take the last room with it, where words still
 * do. Without it the picture for lists is drawn from the photo.
 * @param {Session} session @param {string} sha256 @param {ArrayBuffer} small
 */
async function keepSmall({ database }, sha256, small) {
  await database
    .write(["blobs"], (transaction) => putSmall(transaction, sha256, small))
    .catch(() => {})
  release(small)
}

/** @param {import("../store/database.js").Transaction} transaction @param {Draft} draft */
async function follows(transaction, draft) {
  const client = await enrolment(transaction)
  return client?.client_id === draft.follows.client_id && client.sequence === draft.follows.sequence
}
