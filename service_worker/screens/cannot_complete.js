// Why the visit could not be done, and its proof; mirror: fieldapp/screens/cannot_complete.py.

import { keptPhotos } from "../domain/manifest.js"
import { trimmed } from "../domain/texts.js"
import { localOrNone, minutesAfter, secondsBetween } from "./moments.js"

/** @typedef {Record<string, any>} Document */
/** @typedef {Record<string, string>} Form */
/** @typedef {{ now: string, zone: string }} Scene */

const COMMONEST = [
  "customer_absent",
  "customer_rescheduled",
  "address_not_found",
  "technically_unfeasible",
  "access_denied",
  "network_fault",
  "missing_material",
]
const IN_WRITING = ["text", "reading", "port", "serial", "link"]
const ORDER = ["photo", "contact_attempts", "call", "waiting_timer", "window", "text"]
/** @type {Record<string, number>} */
const ATTEMPTS = { contact_attempts: 2, call: 1 }
const WAITING_MIN = 10
const FIELDS = ["reason_code", "text", "window_day", "window_from", "window_to"]

/**
 * The reasons, the proof of the chosen one and what is done next. `action` is the first
 * proof that is missing, "choose" without a reason, "record" when all is there.
 * @param {Document} order @param {Document} visit @param {Document} reasons
 * @param {Form} form @param {Scene} scene
 * @returns {Document}
 */
export function cannotCompleteScreen(order, visit, reasons, form, { now, zone }) {
  const chosen = form.reason_code ?? ""
  const isKnown = Object.hasOwn(reasons, chosen)
  const proofs = proofsOf(visit, reasons, form, { now, zone })
  const missing = proofs.filter((proof) => !proof.is_done).map((proof) => proof.kind)
  const others = Object.keys(reasons).filter((code) => !COMMONEST.includes(code))
  return {
    visit_id: visit.id,
    number: order.number,
    customer_name: order.customer.name,
    phone: order.customer.phones[0] ?? "",
    common_reasons: COMMONEST.filter((code) => Object.hasOwn(reasons, code)).map((code) =>
      reasonRow(code, reasons, chosen),
    ),
    other_reasons: others.map((code) => reasonRow(code, reasons, chosen)),
    is_other: others.includes(chosen),
    chosen: isKnown ? chosen : "",
    proofs,
    takes_sign_off: isKnown && reasons[chosen].proof.includes("sign_off"),
    sign_off_count: visit.sign_offs.length,
    today: localOrNone(now, zone),
    action: isKnown ? (missing[0] ?? "record") : "choose",
    can_skip: missing.length > 0 && !missing.includes("text"),
    form: Object.fromEntries(FIELDS.map((name) => [name, form[name] ?? ""])),
  }
}

/**
 * Each proof that the chosen reason asks for, and whether it is there.
 * @param {Document} visit @param {Document} reasons @param {Form} form @param {Scene} scene
 * @returns {Document[]}
 */
export function proofsOf(visit, reasons, form, { now, zone }) {
  const chosen = form.reason_code ?? ""
  const asked = Object.hasOwn(reasons, chosen) ? reasons[chosen].proof : []
  const kinds = ORDER.filter((kind) => asked.includes(kind))
  const written = IN_WRITING.filter((kind) => asked.includes(kind))
  if (written.length && !kinds.includes("text")) kinds.push("text")
  return kinds.map((kind) => proofOf(kind, visit, form, { now, zone, written }))
}

/**
 * The photos that belong to no item: those show the place.
 * @param {Document} visit @returns {Document[]}
 */
export function freePhotos(visit) {
  return keptPhotos(visit).filter((photo) => !photo.item_id)
}

/** @param {string} kind @param {Document} visit @param {Form} form @param {Scene & { written: string[] }} facts */
function proofOf(kind, visit, form, { now, zone, written }) {
  const proof = { kind, is_done: false, count: 0, wanted: 1, times: [] }
  if (kind === "photo") {
    const count = freePhotos(visit).length
    return { ...proof, count, is_done: count > 0 }
  }
  if (ATTEMPTS[kind]) return { ...proof, ...attempts(visit, ATTEMPTS[kind], zone) }
  if (kind === "waiting_timer") return { ...proof, ...waiting(visit, now, zone) }
  if (kind === "window") return { ...proof, is_done: hasWindow(form) }
  return { ...proof, is_done: trimmed(form.text ?? "") !== "", times: [], written }
}

/**
 * Are day, start and end given and in their order?
 * @param {Form} form @returns {boolean}
 */
export function hasWindow(form) {
  const [day, start, end] = FIELDS.slice(2).map((name) => form[name] ?? "")
  return Boolean(day && start && end && start < end)
}

/** @param {Document} visit @param {number} wanted @param {string} zone */
function attempts(visit, wanted, zone) {
  const made = visit.contact_attempts
  return {
    count: made.length,
    wanted,
    times: made.map((/** @type {Document} */ each) => localOrNone(each.happened_at, zone)),
    is_done: made.length >= wanted,
  }
}

/**
 * Counts from the arrival, else from the first attempt to reach somebody.
 * @param {Document} visit @param {string} now @param {string} zone
 */
function waiting(visit, now, zone) {
  const start = visit.arrived_at || (visit.contact_attempts[0]?.happened_at ?? null)
  if (start === null) return { until: null, left_s: 0, left_min: WAITING_MIN }
  const until = minutesAfter(start, WAITING_MIN)
  const left_s = Math.max(0, secondsBetween(now, until))
  return {
    until: localOrNone(until, zone),
    left_s,
    left_min: Math.ceil(left_s / 60),
    is_done: left_s === 0,
  }
}

/** @param {string} code @param {Document} reasons @param {string} chosen */
function reasonRow(code, reasons, chosen) {
  return { code, label: reasons[code].label, is_chosen: code === chosen }
}
