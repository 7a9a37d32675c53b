// Who she is and how this phone looks; mirror: fieldapp/web/technician/profile.py.

import { VERSION } from "../generated/assets.js"
import { Problem } from "../problem.js"
import { profileScreen } from "../screens/profile.js"
import { clock, enrolment } from "../store/meta.js"
import { begunRows } from "../store/queue.js"
import { chooseLanguage } from "../sync/language.js"
import { unsentCount } from "../sync/people.js"
import { syncAfterWrite } from "../sync/schedule.js"
import { tellStatus } from "../sync/status.js"
import { leaveWords } from "../sync/words.js"
import { sceneOf, seeOther, show } from "./answering.js"
import { formOf } from "./handler.js"

/** @typedef {import("../store/session.js").Session} Session */

const LANGUAGES = ["pt-BR", "en"]

/** Who asked to leave while work waits is led here. @type {import("./handler.js").Handler} */
export async function showProfile(request, _params, session) {
  const isLeaving = new URL(request.url).searchParams.has("leaving")
  const unsent = isLeaving ? await unsentCount(session) : 0
  return profilePage(request, session, unsent > 0 ? leaveWords(unsent) : null)
}

/** Keep the language that she reads in. @type {import("./handler.js").Handler} */
export async function keepLanguage(request, _params, session) {
  const language = (await formOf(request)).get("language") ?? ""
  if (!LANGUAGES.includes(language)) throw new Problem("request_invalid")
  await chooseLanguage(session, language)
  syncAfterWrite(true)
  tellStatus(session)
  return seeOther("/profile")
}

/**
 * @param {Request} request
 * @param {Session} session
 * @param {string | null} problem why she cannot leave yet
 */
async function profilePage(request, session, problem) {
  const { language } = session
  const [rows, phone, profile, scene] = await Promise.all([
    session.database.read(["queue"], begunRows),
    session.database.read(["meta"], phoneOf),
    session.replica.single("profile"),
    sceneOf(session),
  ])
  const person = { email: "", region: null, ...session.user, ...profile, language }
  const screen = profileScreen(person, rows, phone, scene)
  return show(session, request, "profile/show.html", { ...screen, problem })
}

/** @param {import("../store/database.js").Transaction} transaction */
async function phoneOf(transaction) {
  const [client, { heard_at }] = await Promise.all([enrolment(transaction), clock(transaction)])
  return { client_id: client?.client_id ?? "", version: VERSION, heard_at }
}
