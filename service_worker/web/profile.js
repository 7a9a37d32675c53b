// Who she is and how this phone looks; mirror: fieldapp/web/technician/profile.py.

import { profileScreen } from "../screens/profile.js"
import { begunRows } from "../store/queue.js"
import { sceneOf, show } from "./answering.js"

/** @typedef {import("../store/session.js").Session} Session */

/** @type {import("./handler.js").Handler} */
export function showProfile(request, _params, session) {
  return profilePage(request, session)
}

/**
 * @param {Request} request
 * @param {Session} session
 * @param {string | null} [problem] why she cannot leave yet
 */
export async function profilePage(request, session, problem = null) {
  const [rows, profile, scene] = await Promise.all([
    session.database.read(["queue"], begunRows),
    session.replica.single("profile"),
    sceneOf(session),
  ])
  const unknown = { email: "", region: null }
  const screen = profileScreen({ ...unknown, ...session.user, ...profile }, rows, scene)
  return show(session, request, "profile/show.html", { ...screen, problem }, problem ? 409 : 200)
}
