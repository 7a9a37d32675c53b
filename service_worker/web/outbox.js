// What is still on this phone; mirror: fieldapp/web/technician/outbox.py.

import { outboxScreen } from "../screens/outbox.js"
import { firstEntries } from "../store/outbox.js"
import { rowsOfOrder } from "../store/queue.js"
import { allRecords } from "../store/records.js"
import { sentSince } from "../store/sent.js"
import { syncNow } from "../sync/schedule.js"
import { sceneOf, show } from "./answering.js"

/** @typedef {import("../store/database.js").Transaction} Transaction */

const STORES = ["outbox", "sent", "documents", "queue"]
const LONGEST_DAY_MS = 86_400_000
const PATIENCE_MS = 3_000

/** @type {import("./handler.js").Handler} */
export async function showOutbox(request, _params, session) {
  const scene = await sceneOf(session)
  const since = new Date(Date.parse(scene.now) - LONGEST_DAY_MS).toISOString()
  const { issues, waiting, received } = await session.database.read(STORES, (transaction) =>
    contents(transaction, since),
  )
  const screen = outboxScreen(issues, waiting, received, scene)
  return show(session, request, "outbox/show.html", screen)
}

/** She asked to send: show what became of it, or that it goes on. @type {import("./handler.js").Handler} */
export async function sendNow(request, params, session) {
  await Promise.race([syncNow(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))])
  return showOutbox(request, params, session)
}

/** @param {Transaction} transaction @param {string} since */
async function contents(transaction, since) {
  const [entries, sent, records] = await Promise.all([
    firstEntries(transaction),
    sentSince(transaction, since),
    allRecords(transaction, "issue"),
  ])
  const rows = await rowsByOrder(transaction, [...entries, ...sent])
  return {
    issues: withoutDecided(records, entries),
    waiting: entries.map((entry) => line(entry, rows, "stored", null)),
    received: sent
      .filter(({ status }) => status === "applied" || status === "conflict")
      .map((one) => line(one, rows, "received", one.acknowledged_at)),
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

/**
 * @param {{ id: string, name: string, work_order_id: string | null, bytes: string }} operation
 * @param {Map<string, any>} rows
 * @param {string} state
 * @param {string | null} received_at
 */
function line({ id, name, work_order_id, bytes }, rows, state, received_at) {
  const row = rows.get(work_order_id ?? "")
  return {
    id,
    name,
    work_order_number: row?.number ?? null,
    customer_name: row?.customer_name ?? null,
    happened_at: JSON.parse(bytes).happened_at,
    received_at,
    size_bytes: bytes.length,
    state,
  }
}
