// The customer's signature; mirror: fieldapp/web/technician/sign_offs.py.

import { canonicalBytes, sha256 } from "../domain/canonical.js"
import {
  lacksTechnician,
  outcomeOf,
  signingGaps,
  STROKES_TYPE,
  TECHNICIAN_SLOT,
  technicianGaps,
  unsignedGaps,
} from "../domain/signing.js"
import { parseStrokes } from "../domain/strokes.js"
import { checkTaxNumber } from "../domain/tax_numbers.js"
import { trimmed } from "../domain/texts.js"
import { Problem } from "../problem.js"
import { signOffScreen, withoutSignatureScreen } from "../screens/sign_offs.js"
import { signedChanges } from "../screens/signed_changes.js"
import { sentenceFor, seeOther, show } from "./answering.js"
import { forgetDraft, readDraft } from "./drafts.js"
import { formOf } from "./handler.js"
import { positionIn } from "./positions.js"
import { record } from "./recording.js"
import { signingOf } from "./signing.js"

/** @typedef {import("./handler.js").Handler} Handler */
/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {Record<string, string>} Form */
/** @typedef {Awaited<ReturnType<typeof signingOf>>} Signing */

/** @type {Handler} */
export async function showSignOff(request, { visit_id }, session) {
  const signing = await signingOf(session, visit_id, session.now())
  const form = await readDraft(session, "sign_off", visit_id)
  return page(request, session, signing, { form, problems: [] })
}

/** Record the signature, or why there is none, and show the order again. @type {Handler} */
export async function signOff(request, { visit_id }, session) {
  const form = Object.fromEntries(await formOf(request))
  const shownAt = form.shown_at || session.now()
  const signing = await signingOf(session, visit_id, shownAt)
  try {
    const problems = problemsOf(request, form, signing)
    if (problems.length) return await page(request, session, signing, { form, problems }, 422)
    const isOwnNew = await recordTechnician(session, signing, form)
    const signed = isOwnNew ? await signingOf(session, visit_id, shownAt) : signing
    await record(session, await signOffOf(signed, form))
    await forgetDraft(session, "sign_off", visit_id)
    return seeOther(`/visits/${visit_id}`)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const problems = [{ field: "shown", code: "refused", message: sentenceFor(error) }]
    return page(request, session, signing, { form, problems }, error.status)
  }
}

/**
 * @param {Request} request @param {Session} session @param {Signing} signing
 * @param {{ form: Form, problems: Record<string, any>[] }} left @param {number} [status]
 */
async function page(request, session, signing, left, status = 200) {
  const { order, visit, template, zone } = signing
  const attempt = {
    ...left,
    asks_technician: lacksTechnician(template, visit),
    changes: signedChanges(order, visit, template),
  }
  if (isWithout(request)) {
    const screen = withoutSignatureScreen(order, visit, attempt, { zone })
    return show(session, request, "sign_offs/without.html", screen, status)
  }
  const shown = attempt.problems.some(({ code }) => code === "changed")
    ? await signingOf(session, visit.id, session.now())
    : signing
  const now = { ...attempt, shown_sha256: shown.shown_sha256 }
  const screen = signOffScreen(order, visit, shown.shown, now, { zone })
  return show(session, request, "sign_offs/show.html", screen, status)
}

/** @param {Request} request @param {Form} form @param {Signing} signing */
function problemsOf(request, form, signing) {
  const isAsked = lacksTechnician(signing.template, signing.visit)
  const gaps = technicianGaps(isAsked, drawingIn(form, "technician_strokes") !== null)
  if (isWithout(request)) return [...unsignedGaps(form), ...gaps]
  return [...signingProblems(form, signing), ...gaps]
}

/** @param {Form} form @param {Signing} signing */
function signingProblems(form, signing) {
  const hasChanged = form.shown_sha256 !== signing.shown_sha256
  const changed = hasChanged ? [{ field: "shown", code: "changed", missing: 0 }] : []
  return [...changed, ...signingGaps(form, drawingIn(form, "strokes") !== null)]
}

/** Her own signature first, so that the manifest names it. @param {Session} session @param {Signing} signing @param {Form} form */
async function recordTechnician(session, { template, visit }, form) {
  const drawing = drawingIn(form, "technician_strokes")
  if (!drawing || !lacksTechnician(template, visit)) return false
  const blob = await blobOf(canonicalBytes(drawing))
  await record(session, {
    name: "attach_evidence",
    visit_id: visit.id,
    blobs: [blob],
    arguments: {
      visit_id: visit.id,
      sha256: blob.sha256,
      size_bytes: blob.bytes.byteLength,
      media_type: STROKES_TYPE,
      taken_at: session.now(),
      position: positionIn(new URLSearchParams(form)),
      item_id: TECHNICIAN_SLOT,
    },
  })
  return true
}

/** The operation with the two blobs that it names. @param {Signing} signing @param {Form} form */
async function signOffOf(signing, form) {
  const drawing = drawingIn(form, "strokes")
  const blobs = [await blobOf(signing.bytes)]
  if (drawing) blobs.push(await blobOf(canonicalBytes(drawing)))
  return {
    name: "sign_off",
    visit_id: signing.visit.id,
    blobs,
    arguments: {
      visit_id: signing.visit.id,
      outcome: outcomeOf(form),
      manifest_sha256: blobs[0].sha256,
      consent_version: signing.shown.consent_version,
      position: positionIn(new URLSearchParams(form)),
      signature_sha256: blobs[1]?.sha256 ?? null,
      signer_name: trimmed(form.signer_name ?? "") || null,
      signer_role: form.signer_role || null,
      signer_document: checkTaxNumber(form.signer_document ?? "").plain || null,
      reason: trimmed(form.reason ?? "") || null,
    },
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function blobOf(bytes) {
  return { sha256: await sha256(bytes), media_type: STROKES_TYPE, bytes: bytes.buffer }
}

/** @param {Form} form @param {string} field */
function drawingIn(form, field) {
  return parseStrokes(form[field] ?? "")
}

/** @param {Request} request */
function isWithout(request) {
  return new URL(request.url).searchParams.has("without_signature")
}
