// One round trip: what was written here goes up, what changed there comes down.

import { nowIso, nowMs } from "../clock.js"
import {
  clock,
  enrolment,
  feed,
  fromTheBeginning,
  putClock,
  putFeed,
  putReceived,
  received,
} from "../store/meta.js"
import { countEntries } from "../store/outbox.js"
import { rowsWithoutTemplate } from "../store/queue.js"
import { getRecord } from "../store/records.js"
import { pruneSent } from "../store/sent.js"
import { post } from "./answer.js"
import { beginEpoch, reenrol } from "./enrolment.js"
import { envelope, packed } from "./envelope.js"
import { refreshOrder, storeChanges, sweep } from "./pull.js"
import { nextBatch, settle } from "./push.js"

/** @typedef {import("../store/database.js").Transaction} Transaction */
/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../store/outbox.js").Entry} Entry */
/** @typedef {import("../store/meta.js").Feed} Feed */
/** @typedef {import("./push.js").Limits} Limits */
/**
 * `again`: there is more to do. `changed`: the visits, and "queue" or "outbox", that look different.
 * `is_outdated`: this version may read and not send.
 * @typedef {{ kind: import("./answer.js").Answer["kind"] | "done" | "again" | "restarted" | "other_user",
 *   body?: any, retry_after_s?: number | null, took_ms: number, changed?: Set<string>,
 *   is_outdated?: boolean }} Outcome
 */

const STORES = ["meta", "documents", "queue", "outbox", "sent"]

/** @param {Session} session @param {Limits} limits @returns {Promise<Outcome>} */
export async function roundTrip(session, limits) {
  const parts = await outgoing(session, limits)
  const answer = await post("/sync", await packed(envelope(parts)))
  if (answer.kind !== "received") return answer
  const { body, took_ms } = answer
  if (body.user.id !== session.user.id) return { kind: "other_user", body, took_ms }
  if (isOtherLife(parts.feed, body))
    return restarted(() => beginEpoch(session, body.epoch), took_ms)
  const { isMore, changed } = await storeAnswer(session, parts.entries, body)
  if (mustReenrol(parts.entries, body.error)) return restarted(() => reenrol(session), took_ms)
  return { kind: isMore ? "again" : "done", body, took_ms, changed }
}

/** @param {() => Promise<void>} restart @param {number} took_ms @returns {Promise<Outcome>} */
async function restarted(restart, took_ms) {
  await restart()
  return { kind: "restarted", took_ms }
}

/** @param {Session} session @param {Limits} limits */
function outgoing(session, limits) {
  return session.database.read(["meta", "outbox", "documents"], async (transaction) => {
    const [client, place, reading, entries] = await Promise.all([
      enrolment(transaction),
      feed(transaction),
      clock(transaction),
      nextBatch(transaction, limits),
    ])
    const heads = await headsOf(transaction, entries)
    return { client_id: client?.client_id ?? "", feed: place, clock: reading, heads, entries }
  })
}

/** The chain heads seen of the orders that the batch is about. @param {Transaction} transaction @param {Entry[]} entries */
async function headsOf(transaction, entries) {
  const ids = new Set(entries.map((entry) => entry.work_order_id ?? ""))
  const records = await Promise.all([...ids].map((id) => getRecord(transaction, "work_order", id)))
  const seen = records.flatMap((record) => (record?.head ? [record] : []))
  return Object.fromEntries(
    seen.map(({ id, rev, head }) => [id, /** @type {[number, string]} */ ([rev, head])]),
  )
}

/** @param {Feed} place @param {any} body */
function isOtherLife(place, body) {
  return place.epoch !== null && body.epoch !== place.epoch
}

/** Can this client not go on with the operation that the server expects? @param {Entry[]} entries @param {any} error */
function mustReenrol(entries, error) {
  if (!error) return false
  const isHeld = entries.some((entry) => entry.sequence === error.expected_sequence)
  const isFirst = entries[0]?.sequence === error.expected_sequence
  return error.code !== "sequence_gap" || !isHeld || isFirst
}

/**
 * Write receipts, a page of changes and its cursor in one transaction.
 * @param {Session} session
 * @param {Entry[]} batch
 * @param {any} body
 */
export function storeAnswer(session, batch, body) {
  return session.writing.run(async () => {
    const stored = await session.database.write(STORES, async (transaction) => {
      const changed = await storeContent(transaction, session, batch, body)
      await storePlace(transaction, body)
      const unsent = await countEntries(transaction)
      return { changed, isMore: body.more || (unsent > 0 && body.receipts.length > 0) }
    })
    if (stored.changed.size) session.replica.forget()
    return stored
  })
}

/** @param {Transaction} transaction @param {Session} session @param {Entry[]} batch @param {any} body */
async function storeContent(transaction, session, batch, body) {
  const place = placeBefore(await feed(transaction), body)
  await storeChanges(transaction, session, body.changes, place.snapshot)
  const settled = await settle(transaction, batch, body)
  await noteReceived(transaction, settled, body.now)
  const swept = place.is_sweeping && !body.more ? await sweep(transaction, place.snapshot) : []
  const waiting = await ordersWaitingFor(transaction, body.changes)
  const touched = settled.map((entry) => entry.work_order_id)
  const orders = new Set([...ordersIn(body.changes), ...touched, ...swept, ...waiting])
  const visits = []
  for (const id of orders) if (id) visits.push(...(await refreshOrder(transaction, session, id)))
  await pruneSent(transaction, body.durable_until, body.now)
  return orders.size || body.changes.length ? new Set([...visits, "queue", "outbox"]) : new Set()
}

/** A reset begins a new snapshot with this very page. @param {Feed} place @param {any} body @returns {Feed} */
function placeBefore(place, body) {
  return body.reset && place.cursor !== null ? fromTheBeginning(place, body.epoch) : place
}

/** @param {Transaction} transaction @param {any} body */
async function storePlace(transaction, body) {
  const place = placeBefore(await feed(transaction), body)
  putFeed(transaction, {
    epoch: body.epoch,
    cursor: body.cursor,
    is_ready: place.is_ready || !body.more,
    snapshot: place.snapshot,
    is_sweeping: place.is_sweeping && body.more,
  })
  await putClock(transaction, {
    offset_ms: Date.parse(body.now) - nowMs(),
    spread_s: body.spread_s,
    heard_at: nowIso(),
  })
}

/** @param {Transaction} transaction @param {Entry[]} settled @param {string} now */
async function noteReceived(transaction, settled, now) {
  if (settled.length === 0) return
  const times = await received(transaction)
  for (const { work_order_id } of settled) if (work_order_id) times[work_order_id] = now
  putReceived(transaction, times)
}

/** A template that comes after its orders completes their rows. @param {Transaction} transaction @param {import("./pull.js").Change[]} changes */
async function ordersWaitingFor(transaction, changes) {
  if (!changes.some(({ kind }) => kind === "template_version")) return []
  return (await rowsWithoutTemplate(transaction)).map((row) => row.work_order_id)
}

/** @param {import("./pull.js").Change[]} changes */
function ordersIn(changes) {
  return changes.filter(({ kind }) => kind === "work_order").map(({ id }) => id)
}
