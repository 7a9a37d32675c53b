// Who works on this phone, with her database and what she sees.

import { nowIso } from "../clock.js"
import { setLanguage } from "../translating.js"
import { activeUser, setActiveUser } from "./device.js"
import { feed } from "./meta.js"
import { Mutex } from "./mutex.js"
import { Replica } from "./replica.js"
import { openUser } from "./user_database.js"

/** @typedef {import("./device.js").User} User */
/**
 * `writing` lets one writer at a time between reading the replica and storing.
 * @typedef {{ user: User, language: string, database: import("./database.js").Database,
 *   replica: Replica, writing: Mutex, now: () => string }} Session
 */

/** @type {{ opening: Promise<Session | null> | null }} */
const present = { opening: null }

/** @type {WeakSet<Session>} */
const ready = new WeakSet()

/** @returns {Promise<Session | null>} */
export function currentSession() {
  present.opening ??= openSession()
  return present.opening
}

/** May technician pages be answered from here? Once yes, always. @param {Session} session @returns {Promise<boolean>} */
export async function isReady(session) {
  if (ready.has(session)) return true
  const { is_ready } = await session.database.read(["meta"], feed)
  if (is_ready) ready.add(session)
  return is_ready
}

/** @param {User} user @returns {Promise<Session>} */
export async function beginSession(user) {
  await setActiveUser(user)
  const session = sessionOf(user)
  present.opening = Promise.resolve(session)
  return session
}

/** Nobody works here until the server says who; nothing is deleted. */
export async function endSession() {
  await setActiveUser(null)
  present.opening = Promise.resolve(null)
}

/** From now on everything here is said in this language. @param {Session} session @param {string} language */
export async function speak(session, language) {
  await setActiveUser({ ...session.user, language })
  session.user = { ...session.user, language }
  session.language = language
  setLanguage(language)
}

async function openSession() {
  try {
    const user = await activeUser()
    return user && sessionOf(user)
  } catch (error) {
    present.opening = null
    throw error
  }
}

/** @param {User} user @returns {Session} */
function sessionOf(user) {
  const database = openUser(user.id)
  setLanguage(user.language)
  const replica = new Replica(database, user)
  return { user, language: user.language, database, replica, writing: new Mutex(), now: nowIso }
}
