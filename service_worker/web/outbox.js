// What is still on this phone; mirror: fieldapp/web/technician/outbox.py.

import { outboxScreen } from "../screens/outbox.js"
import { rowsOfOrder } from "../store/queue.js"
import { allRecords } from "../store/records.js"
import { sentSince } from "../store/sent.js"
import { unsent, UNSENT_STORES } from "../store/unsent.js"
import { lostThings } from "../sync/lost.js"
import { isSending, syncNow } from "../sync/schedule.js"
import { percentOf } from "../sync/uploads.js"
import { sceneOf, show } from "./answering.js"

/** @typedef {import("../store/database.js").Transaction} Transaction */

/** @typedef {import("../store/blobs.js").Upload} Upload */

const STORES = [...UNSENT_STORES, "sent", "documents", "queue"]
const LONGEST_DAY_MS = 86_400_000
const PATIENCE_MS = 3_000

/** @type {import("./handler.js").Handler} */
export async function showOutbox(request, _params, session) {
  const scene = await sceneOf(session)
  const since = new Date(Date.parse(scene.now) - LONGEST_DAY_MS).toISOString()
  const { issues, waiting, received } = await session.database.read(STORES, (transaction) =>
    contents(transaction, since),
  )
  const lost = await lostThings(session)
  const screen = outboxScreen(issues, waiting, received, scene, lost)
  return show(session, request, "outbox/show.html", screen)
}

/** She asked to send: show what became of it, or that it goes on. @type {import("./handler.js").Handler} */
export async function sendNow(request, params, session) {
  await Promise.race([syncNow(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
  return showOutbox(request, params, session)
}

/** @param {Transaction} transaction @param {string} since */
async function contents(transaction, since) {
  const [{ entries, beside, alone }, sent, records] = await Promise.all([
    unsent(transaction),
    sentSince(transaction, since),
    allRecords(transaction, "issue"),
  ])
  const rows = await rowsByOrder(transaction, [...entries, ...sent, ...alone])
  return {
    issues: withoutDecided(records, entries),
    waiting: [
      ...entries.map((entry) => waitingLine(entry, rows, beside.get(entry.id))),
      ...alone.map((upload) => photoLine(upload, rows)),
    ],
    received: sent
      .filter(({ status }) => status === "applied" || status === "conflict")
      .map((one) => ({ ...line(one, rows), state: "received", received_at: one.acknowledged_at })),
  }
}

/** A decision that waits to be sent counts as made. @param {any[]} records @param {import("../store/outbox.js").Entry[]} entries */
function withoutDecided(records, entries) {
  const decisions = entries.filter(({ name }) => name === "resolve_issue")
  const decided = new Set(decisions.map(({ bytes }) => JSON.parse(bytes).arguments.issue_id))
  return records.map(({ document }) => document).filter(({ id }) => !decided.has(id))
}

/** @param {Transaction} transaction @param {{ work_order_id: string | null }[]} operations */
async function rowsByOrder(transaction, operations) {
  const ids = [...new Set(operations.map(({ work_order_id }) => work_order_id ?? ""))]
  const rows = await Promise.all(ids.map((id) => rowsOfOrder(transaction, id)))
  return new Map(ids.map((id, index) => [id, rows[index][0]]))
}

/** @param {import("../store/outbox.js").Entry} entry @param {Map<string, any>} rows @param {Upload | undefined} upload */
function waitingLine(entry, rows, upload) {
  const state = isSending() ? "sending" : "stored"
  const one = { ...line(entry, rows), state, received_at: null }
  return upload ? { ...one, ...progressOf(upload, one.size_bytes) } : one
}

/** Its operation is with the office, its bytes are not. @param {Upload} upload @param {Map<string, any>} rows */
function photoLine(upload, rows) {
  const name = upload.media_type.startsWith("image/") ? "attach_evidence" : "sign_off"
  return {
    ...subject(rows.get(upload.work_order_id)),
    id: upload.sha256,
    name,
    happened_at: upload.added_at,
    received_at: null,
    ...progressOf(upload, 0),
    state: percentOf(upload) === null ? "stored" : "sending",
  }
}

/** @param {Upload} upload @param {number} more bytes of its operation */
function progressOf({ size_bytes, failures = 0, sent_bytes = 0 }, more) {
  return {
    size_bytes: size_bytes + more,
    failures,
    percent: Math.floor((100 * sent_bytes) / Math.max(size_bytes, 1)),
  }
}

/**
 * @param {{ id: string, name: string, work_order_id: string | null, bytes: string }} operation
 * @param {Map<string, any>} rows
 */
function line({ id, name, work_order_id, bytes }, rows) {
  return {
    ...subject(rows.get(work_order_id ?? "")),
    id,
    name,
    happened_at: JSON.parse(bytes).happened_at,
    size_bytes: bytes.length,
    failures: 0,
    percent: 0,
  }
}

/** Whose order it is. @param {any} row */
function subject(row) {
  return {
    work_order_number: row?.number ?? null,
    customer_name: row?.customer_name ?? null,
    visit_id: row?.visit_id ?? null,
  }
}
