// Round trips until both sides have everything, then the photos.

import { checkIntegrity } from "./integrity.js"
import { followLanguage, postLanguage } from "./language.js"
import { tellLost } from "./lost.js"
import { judge } from "./network.js"
import { tellChanged } from "./pages.js"
import { changeUser, logoutIsPosted, wipe } from "./people.js"
import { halved, WHOLE_BATCH } from "./push.js"
import { forgetOldOrders } from "./retention.js"
import { roundTrip } from "./round.js"
import { tellStatus } from "./status.js"
import { sendUploads } from "./uploads.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("./round.js").Outcome} Outcome */
/** @typedef {import("./push.js").Limits} Limits */

const MOST_RESTARTS = 3

/** @type {WeakSet<Session>} */
const checked = new WeakSet()

/** Send and receive until nothing is left, or nobody answers. @param {Session} session @returns {Promise<Outcome>} */
export async function exchange(session) {
  if (!(await logoutIsPosted())) return { kind: "unreachable", took_ms: 0 }
  await checkOnce(session)
  const outcome = await rounds(session)
  judge(outcome)
  if (outcome.kind === "revoked") await wipe(session)
  if (outcome.kind === "other_user") await changeUser(outcome.body.user)
  if (outcome.kind !== "done") return outcome
  await followLanguage(session, outcome.body.user)
  await postLanguage(session)
  const isSent = await sendUploads(session)
  await tellLost(session)
  return isSent ? outcome : { ...outcome, kind: "unwell" }
}

/** @param {Session} session @returns {Promise<Outcome>} */
async function rounds(session) {
  let limits = WHOLE_BATCH
  let restarts = 0
  let is_outdated = false
  for (;;) {
    const outcome = await roundTrip(session, limits)
    if (outcome.changed) await tellChanged(outcome.changed)
    if (outcome.kind === "again") await tellStatus(session, { is_sending: true })
    is_outdated ||= outcome.kind === "upgrade"
    const next = limitsAfter(outcome, limits)
    if (!next) return { ...outcome, is_outdated }
    if (outcome.kind === "restarted" && ++restarts > MOST_RESTARTS)
      return { ...outcome, kind: "unwell" }
    limits = next
  }
}

/** What the next round may send, or null when there is none. @param {Outcome} outcome @param {Limits} limits @returns {Limits | null} */
function limitsAfter({ kind }, limits) {
  if (kind === "again" || kind === "restarted") return limits
  if (kind === "too_large" && limits.count > 1) return halved(limits)
  if (kind === "upgrade" && limits.count > 0) return { count: 0, bytes: 0 }
  return null
}

/** @param {Session} session */
async function checkOnce(session) {
  if (checked.has(session)) return
  checked.add(session)
  await forgetOldOrders(session)
  const { missing_photos } = await checkIntegrity(session)
  if (missing_photos.length) await tellChanged(["outbox"])
}
