// When to sync: after each write, at start, back online, on a page's pulse, when she asks.

import { clock } from "../store/meta.js"
import { currentSession } from "../store/session.js"
import { delayMs } from "./backoff.js"
import { exchange } from "./exchange.js"
import { alone } from "./lock.js"
import { failuresInARow, networkLeft } from "./network.js"
import { learnUser } from "./people.js"
import { tellStatus } from "./status.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("./round.js").Outcome} Outcome */

const AFTER_LAST_TAP_MS = 2_000
const AFTER_FIRST_TAP_MS = 10_000
const GIVES_WAY_MS = 60_000

/**
 * @type {{ timer: ReturnType<typeof setTimeout> | undefined, due_ms: number, first_tap_ms: number,
 *   rests_until_ms: number, gives_way_until_ms: number, running: Promise<void> | null,
 *   is_asked_again: boolean }}
 */
const plan = {
  timer: undefined,
  due_ms: Number.POSITIVE_INFINITY,
  first_tap_ms: 0,
  rests_until_ms: 0,
  gives_way_until_ms: 0,
  running: null,
  is_asked_again: false,
}

/** Two seconds after the last tap, ten after the first; at once when the visit ends. @param {boolean} isUrgent */
export function syncAfterWrite(isUrgent) {
  const now = performance.now()
  if (plan.first_tap_ms === 0) plan.first_tap_ms = now
  const quiet = Math.min(now + AFTER_LAST_TAP_MS, plan.first_tap_ms + AFTER_FIRST_TAP_MS)
  setDue(Math.max(isUrgent ? now : quiet, plan.rests_until_ms))
}

/** A page is visible; failed attempts keep their rest. */
export function syncOnPulse() {
  askBy(Math.max(performance.now(), plan.rests_until_ms))
}

/** The phone woke up or found a network: all phones would come at once. */
export async function syncOnReturn() {
  const session = await currentSession()
  const { spread_s } = session ? await session.database.read(["meta"], clock) : { spread_s: 0 }
  askBy(performance.now() + Math.random() * spread_s * 1_000)
}

/** She asked: no rest, no spread, once. */
export function syncNow() {
  plan.rests_until_ms = 0
  setDue(performance.now())
  return atRest()
}

/** A newer worker waits for this one to be at rest: what is due now is due after it took over. */
export function giveWay() {
  plan.gives_way_until_ms = performance.now() + GIVES_WAY_MS
  if (Number.isFinite(plan.due_ms)) setDue(plan.due_ms)
}

/** The browser lost every network. */
export async function networkIsLost() {
  networkLeft()
  await tellStatus(await currentSession())
}

/** Resolves when no sync is due or running; keeps the worker alive until then. @returns {Promise<void>} */
export async function atRest() {
  while (plan.running || plan.due_ms <= performance.now() + AFTER_FIRST_TAP_MS) {
    await (plan.running ??
      new Promise((resolve) => setTimeout(resolve, Math.max(0, plan.due_ms - performance.now()))))
  }
}

/** @param {number} due_ms */
function askBy(due_ms) {
  if (due_ms < plan.due_ms) setDue(due_ms)
}

/** @param {number} wanted_ms */
function setDue(wanted_ms) {
  clearTimeout(plan.timer)
  plan.due_ms = Math.max(wanted_ms, plan.gives_way_until_ms)
  plan.timer = setTimeout(begin, Math.max(0, plan.due_ms - performance.now()))
}

function begin() {
  plan.due_ms = Number.POSITIVE_INFINITY
  plan.first_tap_ms = 0
  if (plan.running) plan.is_asked_again = true
  else plan.running = run().finally(end)
}

function end() {
  plan.running = null
  if (!plan.is_asked_again) return
  plan.is_asked_again = false
  syncOnPulse()
}

async function run() {
  const session = (await currentSession()) ?? (await learnUser())
  if (!session) return
  await alone(`fieldapp-sync-${session.user.id}`, async () => {
    await tellStatus(session, { is_sending: true })
    settle(await exchange(session))
  })
  await tellStatus(await currentSession(), { rest_s: restS() })
}

/** Seconds until the next attempt after one that failed. */
function restS() {
  return Math.max(0, Math.ceil((plan.rests_until_ms - performance.now()) / 1_000))
}

/** Is anything on its way to the office? */
export function isSending() {
  return plan.running !== null
}

/** @param {Outcome} outcome */
function settle({ kind, is_outdated, retry_after_s = null }) {
  if (is_outdated) lookForUpdate()
  plan.rests_until_ms = 0
  if (kind === "done") return
  if (kind === "other_user") return syncOnPulse()
  plan.rests_until_ms = performance.now() + delayMs(failuresInARow(), retry_after_s)
  askBy(plan.rests_until_ms)
  wakeWithoutPage()
}

/** The office speaks another version already: it has the program too. */
function lookForUpdate() {
  const { registration } = /** @type {any} */ (globalThis)
  registration?.update?.().catch(() => {})
}

/** A browser that can wakes the worker when there is network again. */
function wakeWithoutPage() {
  const { registration } = /** @type {any} */ (globalThis)
  registration?.sync?.register("outbox").catch(() => {})
}
