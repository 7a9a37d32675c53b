// Why the visit could not be done; mirror: fieldapp/web/technician/cannot_complete.py.

import { trimmed } from "../domain/texts.js"
import { window as windowOf } from "../domain/wall_time.js"
import { Problem } from "../problem.js"
import { cannotCompleteScreen, freePhotos } from "../screens/cannot_complete.js"
import { sceneOf, sentenceFor, seeOther, show } from "./answering.js"
import { forgetDraft, readDraft, writeDraft } from "./drafts.js"
import { formOf } from "./handler.js"
import { positionIn } from "./positions.js"
import { record } from "./recording.js"
import { visitOf } from "./visit_of.js"

/** @typedef {import("./handler.js").Handler} Handler */
/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {Record<string, string>} Form */

/** @type {Handler} */
export async function showCannotComplete(request, { visit_id }, session) {
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const form = { ...(await readDraft(session, "cannot_complete", visit_id)), ...asked }
  return page(request, session, visit_id, form)
}

/** End the visit with its reason, once the proof is there or nobody can give it. @type {Handler} */
export async function reportCannotComplete(request, { visit_id }, session) {
  const form = Object.fromEntries(await formOf(request))
  try {
    const { action, can_skip } = await screenOf(session, visit_id, form)
    const isReady = action === "record" || (can_skip && form.without_proof === "1")
    if (!isReady) return await page(request, session, visit_id, form, null, 422)
    await record(session, await reportOf(session, visit_id, form))
    await forgetDraft(session, "cannot_complete", visit_id)
    return seeOther(`/visits/${visit_id}`)
  } catch (error) {
    if (!(error instanceof Problem) || error.code === "visit_unknown") throw error
    return page(request, session, visit_id, form, sentenceFor(error), error.status)
  }
}

/** Record one try to reach the customer. @type {Handler} */
export async function recordContactAttempt(request, { visit_id }, session) {
  const form = await formOf(request)
  const arguments_ = {
    visit_id,
    channel: form.get("channel") ?? "",
    outcome: form.get("outcome") ?? "",
  }
  await record(session, { name: "record_contact_attempt", arguments: arguments_, visit_id })
  await writeDraft(session, "cannot_complete", visit_id, Object.fromEntries(form))
  return seeOther(`/visits/${visit_id}/cannot_complete`)
}

/**
 * @param {Request} request @param {Session} session @param {string} visitId @param {Form} form
 * @param {string | null} [problem] @param {number} [status]
 */
async function page(request, session, visitId, form, problem = null, status = 200) {
  const screen = await screenOf(session, visitId, form)
  return show(session, request, "cannot_complete/show.html", { ...screen, problem }, status)
}

/** @param {Session} session @param {string} visitId @param {Form} form */
async function screenOf(session, visitId, form) {
  const { order, visit } = await visitOf(session, visitId)
  const { reasons } = await session.replica.single("catalogue")
  return cannotCompleteScreen(order, visit, reasons, form, await sceneOf(session))
}

/** @param {Session} session @param {string} visitId @param {Form} form */
async function reportOf(session, visitId, form) {
  const { visit } = await visitOf(session, visitId)
  const { zone } = await sceneOf(session)
  const { window_day = "", window_from = "", window_to = "" } = form
  return {
    name: "report_cannot_complete",
    visit_id: visitId,
    arguments: {
      visit_id: visitId,
      reason_code: form.reason_code,
      text: trimmed(form.text ?? "") || null,
      evidence: freePhotos(visit).map((photo) => photo.sha256),
      position: positionIn(new URLSearchParams(form)),
      wanted_window: windowOf(window_day, window_from, window_to, zone),
    },
  }
}
