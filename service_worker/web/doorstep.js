// Coming and going: a login passes through to the server, leaving works without it.

import { nowIso } from "../clock.js"
import { local } from "../domain/local_time.js"
import { loginScreen } from "../screens/login.js"
import { currentSession } from "../store/session.js"
import { logoutIsPosted, signedIn, signOut, unsentCount } from "../sync/people.js"
import { syncNow } from "../sync/schedule.js"
import { render } from "../templates/runtime.js"
import { currentLanguage, gettext as _ } from "../translating.js"
import { html, seeOther } from "./answering.js"

const TIMEOUT_MS = 20_000
const ZONE = "America/Sao_Paulo"

/** The door, or why it cannot open now. @param {Request} request @returns {Promise<Response>} */
export async function showDoor(request) {
  if (!(await logoutIsPosted())) return closedDoor("")
  return passed(request).catch(() => closedDoor(""))
}

/** Hand the login to the server; its redirect means that somebody came in. @param {Request} request @returns {Promise<Response>} */
export async function passLogin(request) {
  const typed = request.clone()
  try {
    await logoutIsPosted()
    const response = await passed(request)
    if (isRedirect(response)) await signedIn()
    if (isRedirect(response)) syncNow()
    return response
  } catch {
    const email = new URLSearchParams(await typed.text()).get("email") ?? ""
    return closedDoor(email)
  }
}

/** Leave at once, unless work would be lost. @param {Request} request @returns {Promise<Response>} */
export async function leave(request) {
  const session = await currentSession()
  if (!session) return passed(request)
  if ((await unsentCount(session)) > 0) return seeOther("/profile?leaving")
  await signOut(session)
  logoutIsPosted()
  return seeOther("/login")
}

/** @param {Request} request */
function passed(request) {
  return fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) })
}

/** A redirect that a page asked for is opaque to the worker. @param {Response} response */
function isRedirect(response) {
  return response.type === "opaqueredirect" || response.status === 303
}

/** @param {string} email */
export function closedDoor(email) {
  const problem = _("Signing in needs network. After that the queue opens without signal")
  const screen = loginScreen(local(nowIso(), ZONE), { email, problem })
  const organization = { name: "", phone: null }
  const base = { language: currentLanguage(), viewer: null, organization, path: "/login" }
  return html(render("login/new.html", { ...base, ...screen }, currentLanguage()), 503)
}
