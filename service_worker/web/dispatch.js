// From a request to an answer: here when this person's day is complete, else at the server.

import { Problem } from "../problem.js"
import { goneScreen } from "../screens/visits.js"
import { currentSession, isReady } from "../store/session.js"
import { tellChanged, tellPages } from "../sync/pages.js"
import { logoutIsPosted } from "../sync/people.js"
import { atRest } from "../sync/schedule.js"
import { html, sceneOf, sentenceFor, show } from "./answering.js"
import { closedDoor } from "./doorstep.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {{ handler: import("./handler.js").Handler, params: Record<string, string> }} Match */

const TIMEOUT_MS = 30_000

/** @param {FetchEvent} event @param {Match} match @returns {Promise<Response>} */
export async function answer(event, match) {
  const session = await currentSession()
  if (!session || !(await isReady(session))) return fromServer(event.request, session)
  try {
    const response = await match.handler(event.request, match.params, session)
    if (event.request.method === "POST") wrote(event, match.params)
    return response
  } catch (error) {
    return refused(event.request, session, asProblem(error))
  }
}

/** Other pages show the change too; the worker lives until it is sent. @param {FetchEvent} event @param {Record<string, string>} params */
function wrote(event, { visit_id = "" }) {
  setTimeout(tellChanged, 0, [visit_id, "queue", "outbox"], event.clientId)
  event.waitUntil(atRest())
}

/** @param {Request} request @param {Session | null} session */
async function fromServer(request, session) {
  try {
    if (!(await logoutIsPosted())) return closedDoor("")
    return await fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch {
    return session ? refused(request, session, new Problem("not_on_this_phone")) : closedDoor("")
  }
}

/** A page says why; a form keeps its place and the page shows the sentence. @param {Request} request @param {Session} session @param {Problem} problem */
async function refused(request, session, problem) {
  if (request.method === "GET") return notHere(request, session, problem.status)
  await tellPages({ type: "problem", sentence: sentenceFor(problem) })
  const response = html("", problem.status)
  response.headers.set("HX-Reswap", "none")
  return response
}

/** @param {Request} request @param {Session} session @param {number} status */
async function notHere(request, session, status) {
  const screen = goneScreen("not_here", null, null, null, await sceneOf(session))
  return show(session, request, "visits/gone.html", screen, status)
}

/** @param {unknown} error */
function asProblem(error) {
  if (error instanceof Problem) return error
  globalThis.reportError?.(error)
  return new Problem("server_fault")
}
