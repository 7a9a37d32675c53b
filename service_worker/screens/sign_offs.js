// The customer's signature, or why there is none; mirror: fieldapp/screens/sign_offs.py.

import { SIGNED_OUTCOMES } from "../domain/contacts.js"
import { SIGNER_ROLES, technicianSignature, WITHOUT_SIGNATURE } from "../domain/signing.js"
import { goneOf } from "./gone.js"
import { localOrNone } from "./moments.js"

/** @typedef {Record<string, any>} Document */
/** @typedef {Record<string, string>} Form */
/**
 * The fields as they were left, what is wrong, and the digest of what is shown.
 * `asks_technician`: the template wants the technician's own signature, still missing.
 * `changes`: what differs from what was signed before, if anything does.
 * @typedef {{ form: Form, problems: Document[], shown_sha256?: string,
 *   asks_technician?: boolean, changes?: Document | null }} Attempt
 */

const FIELDS = [
  "signer_name",
  "signer_role",
  "signer_document",
  "strokes",
  "technician_strokes",
  "outcome",
  "reason",
]

/**
 * What is signed, the fields, and what is wrong with them. A form that comes back with
 * another digest than `shown_sha256` was signed over something that has changed since.
 * @param {Document} order @param {Document} visit
 * @param {import("../domain/manifest.js").Shown} shown @param {Attempt} attempt
 * @param {{ zone: string }} scene
 * @returns {Document}
 */
export function signOffScreen(order, visit, shown, attempt, { zone }) {
  const { form, problems, shown_sha256 = "", changes = null } = attempt
  return {
    ...head(order, visit, zone),
    changes,
    earlier: earlier(order, visit, zone),
    summary: shown.summary,
    consent: shown.consent_text,
    consent_version: shown.consent_version,
    shown_at: shown.shown_at,
    shown_sha256,
    roles: SIGNER_ROLES,
    form: filled(form, order),
    pads: pads(attempt, "strokes"),
    problems,
    wrong: problems.map((problem) => problem.field),
  }
}

/**
 * The reasons why nobody signed, and what the chosen one asks for.
 * @param {Document} order @param {Document} visit @param {Attempt} attempt
 * @param {{ zone: string }} scene
 * @returns {Document}
 */
export function withoutSignatureScreen(order, visit, attempt, { zone }) {
  const { form, problems } = attempt
  return {
    ...head(order, visit, zone),
    outcomes: WITHOUT_SIGNATURE,
    form: { ...empty(), ...known(form) },
    pads: pads(attempt),
    problems,
    wrong: problems.map((problem) => problem.field),
  }
}

/** @param {Document} order @param {Document} visit @param {string} zone */
function head(order, visit, zone) {
  const signed = visit.sign_offs.at(-1)
  const own = technicianSignature(visit)
  return {
    visit_id: visit.id,
    number: order.number,
    customer_name: order.customer.name,
    technician_name: visit.technician.name,
    gone: goneOf(visit, zone),
    signed_at: localOrNone(signed?.happened_at ?? null, zone),
    technician_signed_at: localOrNone(own?.taken_at ?? null, zone),
  }
}

/** Who signed another visit of this order last: that act stays as it is. @param {Document} order @param {Document} visit @param {string} zone */
function earlier(order, visit, zone) {
  const others = order.visits.filter((/** @type {Document} */ each) => each.id !== visit.id)
  /** @type {Document[]} */
  const acts = others.flatMap((/** @type {Document} */ each) => each.sign_offs)
  const signed = acts.filter((act) => SIGNED_OUTCOMES.includes(act.outcome))
  if (!signed.length) return null
  const last = signed.reduce((one, other) => (other.happened_at > one.happened_at ? other : one))
  return { name: last.signer_name, at: localOrNone(last.happened_at, zone) }
}

/** Where to sign: the customer first, then the technician if asked. @param {Attempt} attempt @param {...string} fields */
function pads({ form, asks_technician = false }, ...fields) {
  const asked = asks_technician ? [...fields, "technician_strokes"] : fields
  return asked.map((field) => ({ field, strokes: form[field] ?? "" }))
}

/** @param {Form} form @param {Document} order */
function filled(form, order) {
  const first = { signer_name: order.customer.name, signer_role: "holder" }
  return { ...empty(), ...first, ...known(form) }
}

function empty() {
  return Object.fromEntries(FIELDS.map((name) => [name, ""]))
}

/** @param {Form} form */
function known(form) {
  return Object.fromEntries(FIELDS.filter((name) => name in form).map((name) => [name, form[name]]))
}
