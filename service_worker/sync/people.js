// Who may work on this phone: learned from the server, wiped when it says so.

import { isLogoutPending, setLogoutPending } from "../store/device.js"
import { UNMEASURED, UNREAD } from "../store/meta.js"
import { beginSession, endSession } from "../store/session.js"
import { countUnsent, UNSENT_STORES } from "../store/unsent.js"
import { deleteUser } from "../store/user_database.js"
import { post } from "./answer.js"
import { enrol } from "./enrolment.js"
import { envelope, packed } from "./envelope.js"
import { tellPages } from "./pages.js"
import { storeAnswer } from "./round.js"

/** @typedef {import("../store/session.js").Session} Session */

const FIELD_ROLES = ["technician", "supervisor"]
const LOGOUT_TIMEOUT_MS = 5_000

/** Ask the server who is signed in, and open her database. @returns {Promise<Session | null>} */
export async function learnUser() {
  if (!(await logoutIsPosted())) return null
  const client_id = crypto.randomUUID()
  const parts = { client_id, feed: UNREAD, clock: UNMEASURED, heads: {}, entries: [] }
  const answer = await post("/sync", await packed(envelope(parts)))
  if (answer.kind !== "received" || !worksInField(answer.body.user)) return null
  const session = await beginSession(answer.body.user)
  if (await enrol(session, client_id)) await storeAnswer(session, [], answer.body)
  return session
}

/** Somebody else signed in behind our back: open her database, ours keeps its work. @param {any} user */
export async function changeUser(user) {
  if (worksInField(user)) await enrol(await beginSession(user), crypto.randomUUID())
  else await endSession()
  await tellPages({ type: "user_changed" })
}

/** @param {any} user */
function worksInField(user) {
  return FIELD_ROLES.includes(user.role)
}

/** Delete everything of this person from the phone; the server hears of it later. @param {Session} session */
export async function signOut(session) {
  await setLogoutPending(true)
  await endSession()
  await deleteUser(session.user.id)
}

/** The office blocked this phone: its work was taken over, its data goes. @param {Session} session */
export async function wipe(session) {
  await endSession()
  await deleteUser(session.user.id)
  await tellPages({ type: "revoked" })
}

/** @param {Session} session @returns {Promise<number>} */
export function unsentCount(session) {
  return session.database.read(UNSENT_STORES, countUnsent)
}

/** A new login replaced the cookie that the logout was meant for. */
export async function signedIn() {
  await setLogoutPending(false)
  await endSession()
}

/** Post the logout that was made offline, before anything else. @returns {Promise<boolean>} is none left? */
export async function logoutIsPosted() {
  if (!(await isLogoutPending())) return true
  const isPosted = await postLogout()
  if (isPosted) await setLogoutPending(false)
  return isPosted
}

async function postLogout() {
  try {
    const signal = AbortSignal.timeout(LOGOUT_TIMEOUT_MS)
    const response = await fetch("/logout", { method: "POST", redirect: "manual", signal })
    return response.type === "opaqueredirect" || response.status < 500
  } catch {
    return false
  }
}
