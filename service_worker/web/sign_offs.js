// The customer's signature; mirror: fieldapp/web/technician/sign_offs.py.

import { canonicalBytes, sha256 } from "../domain/canonical.js"
import { outcomeOf, signingGaps, unsignedGaps } from "../domain/signing.js"
import { parseStrokes } from "../domain/strokes.js"
import { checkTaxNumber } from "../domain/tax_numbers.js"
import { trimmed } from "../domain/texts.js"
import { Problem } from "../problem.js"
import { signOffScreen, withoutSignatureScreen } from "../screens/sign_offs.js"
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
  const signing = await signingOf(session, visit_id, form.shown_at || session.now())
  try {
    const problems = problemsOf(request, form, signing)
    if (problems.length) return await page(request, session, signing, { form, problems }, 422)
    await record(session, await signOffOf(signing, form))
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
 * @param {{ form: Form, problems: Record<string, any>[] }} attempt @param {number} [status]
 */
async function page(request, session, signing, attempt, status = 200) {
  const { order, visit, zone } = signing
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
  if (isWithout(request)) return unsignedGaps(form)
  const hasChanged = form.shown_sha256 !== signing.shown_sha256
  const changed = hasChanged ? [{ field: "shown", code: "changed", missing: 0 }] : []
  return [...changed, ...signingGaps(form, parseStrokes(form.strokes ?? "") !== null)]
}

/** The operation with the two blobs that it names. @param {Signing} signing @param {Form} form */
async function signOffOf(signing, form) {
  const drawing = parseStrokes(form.strokes ?? "")
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
  return { sha256: await sha256(bytes), media_type: "application/json", bytes: bytes.buffer }
}

/** @param {Request} request */
function isWithout(request) {
  return new URL(request.url).searchParams.has("without_signature")
}
