/** What each outcome of a sign-off asks for (mirror: fieldapp/domain/signing.py). */

import { checkTaxNumber } from "./tax_numbers.js"
import { trimmed } from "./texts.js"

export const SIGNER_ROLES = ["holder", "spouse", "resident", "doorman", "employee", "other"]
export const WITHOUT_SIGNATURE = ["refused", "absent", "minor_only", "other"]
export const LONGEST_NAME = 120
export const LONGEST_REASON = 500
export const TECHNICIAN_SLOT = "technician_signature"
export const STROKES_TYPE = "application/json"

/** @typedef {Record<string, string>} Form */
/** @typedef {{ field: string, code: string, missing: number }} Gap */

/**
 * Return the outcome; "other" is a refusal that its reason explains.
 * @param {Form} form @returns {string}
 */
export function outcomeOf(form) {
  const chosen = form.outcome ?? ""
  if (chosen === "other") return "refused"
  if (WITHOUT_SIGNATURE.includes(chosen)) return chosen
  return form.signer_role === "holder" ? "signed" : "signed_by_other"
}

/**
 * Return the technician's own signature: evidence in a slot of its own.
 * @param {Record<string, any>} visit @returns {Record<string, any> | null}
 */
export function technicianSignature(visit) {
  /** @param {Record<string, any>} each */
  const isOwn = (each) => !each.removed && each.item_id === TECHNICIAN_SLOT
  return visit.evidence.findLast(isOwn) ?? null
}

/**
 * Tell whether the template asks for that signature and it is not there.
 * @param {Record<string, any> | null} templateVersion @param {Record<string, any>} visit
 */
export function lacksTechnician(templateVersion, visit) {
  const asks = Boolean(templateVersion?.technician_signs)
  return asks && technicianSignature(visit) === null
}

/**
 * Return what is missing of the technician's own signature.
 * @param {boolean} isAsked @param {boolean} hasStrokes @returns {Gap[]}
 */
export function technicianGaps(isAsked, hasStrokes) {
  return isAsked && !hasStrokes ? [gap("technician_strokes", "empty")] : []
}

/**
 * Return what is missing or wrong with a signature, in the order of the screen.
 * @param {Form} form @param {boolean} hasStrokes @returns {Gap[]}
 */
export function signingGaps(form, hasStrokes) {
  const gaps = trimmed(form.signer_name ?? "") ? [] : [gap("signer_name", "empty")]
  if (!SIGNER_ROLES.includes(form.signer_role)) gaps.push(gap("signer_role", "empty"))
  const number = checkTaxNumber(form.signer_document ?? "")
  if (number.problem) {
    gaps.push(gap("signer_document", `${number.kind}_${number.problem}`, number.missing))
  }
  if (!hasStrokes) gaps.push(gap("strokes", "empty"))
  return gaps
}

/**
 * Return what is missing where nobody signed: who refused, and why.
 * @param {Form} form @returns {Gap[]}
 */
export function unsignedGaps(form) {
  const chosen = form.outcome ?? ""
  if (!WITHOUT_SIGNATURE.includes(chosen)) return [gap("outcome", "empty")]
  const asksName = chosen === "refused"
  const asksReason = ["refused", "other"].includes(chosen)
  const gaps = []
  if (asksName && !trimmed(form.signer_name ?? "")) gaps.push(gap("signer_name", "empty"))
  if (asksReason && !trimmed(form.reason ?? "")) gaps.push(gap("reason", "empty"))
  return gaps
}

/** @param {string} field @param {string} code @param {number} [missing] @returns {Gap} */
function gap(field, code, missing = 0) {
  return { field, code, missing }
}
