// The page of one order; mirror: fieldapp/web/technician/visits.py.

import { Problem } from "../problem.js"
import { goneScreen, visitScreen } from "../screens/visits.js"
import { sceneOf, sentenceFor, show } from "./answering.js"
import { visitOf } from "./visit_of.js"

/** @typedef {import("./handler.js").Handler} Handler */

const TIMEOUT_MS = 8_000

/** @type {Handler} */
export async function showVisit(request, { visit_id }, session) {
  try {
    return await visitPage(request, visit_id, session)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return (await fromServer(request)) ?? notHere(request, session)
  }
}

/**
 * The page after a form, with the refusal when there was one.
 * @param {Request} request
 * @param {string} visitId
 * @param {import("../store/session.js").Session} session
 * @param {Problem | null} [problem]
 */
export async function visitPage(request, visitId, session, problem = null) {
  const { order, visit, template } = await visitOf(session, visitId)
  const screen = visitScreen(order, visit, template, await sceneOf(session))
  const sentence = problem && sentenceFor(problem)
  return show(
    session,
    request,
    "visits/show.html",
    { ...screen, problem: sentence },
    problem?.status,
  )
}

/** @param {Request} request */
async function fromServer(request) {
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    return response.status < 500 ? response : null
  } catch {
    return null
  }
}

/** @param {Request} request @param {import("../store/session.js").Session} session */
async function notHere(request, session) {
  const screen = goneScreen("not_here", null, null, null, await sceneOf(session))
  return show(session, request, "visits/gone.html", screen, 503)
}
