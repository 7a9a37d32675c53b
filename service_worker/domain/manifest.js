/** What was shown when somebody signed (mirror: fieldapp/domain/manifest.py). */

import { expand, visible } from "./checklists.js"
import { padded } from "./quantities.js"
import { TECHNICIAN_SLOT } from "./signing.js"

/** @typedef {Record<string, any>} Document */
/**
 * The language of one page: its tag, gettext and ngettext.
 * @typedef {{ language: string, gettext: (id: string) => string,
 *   ngettext: (one: string, many: string, count: number) => string }} Words
 */
/**
 * What the signer saw, and the state that it was built from.
 * @typedef {{ language: string, summary: string[], consent_version: string,
 *   consent_text: string, shown_at: string, base_rev: number,
 *   operations: string[] }} Shown
 */

/**
 * Return everything a signature is bound to, as strings, integers and null.
 * @param {Document} order @param {Document} visit
 * @param {Document | null} templateVersion @param {Shown} shown
 * @returns {Document}
 */
export function manifest(order, visit, templateVersion, shown) {
  return {
    ...screenShown(order, visit, templateVersion, shown),
    base_rev: shown.base_rev,
    operations: [...shown.operations],
  }
}

/**
 * Return the part of the manifest that a sync in the background leaves alone.
 * @param {Document} order @param {Document} visit
 * @param {Document | null} templateVersion @param {Shown} shown
 * @returns {Document}
 */
export function screenShown(order, visit, templateVersion, shown) {
  return {
    format: 1,
    work_order: {
      id: order.id,
      number: order.number,
      protocol_number: order.protocol_number,
      service_type: order.service_type,
      customer_name: order.customer.name,
    },
    visit: { id: visit.id, technician_id: visit.technician.id },
    template_version_id: visit.template_version_id,
    answers: shownAnswers(order, visit, templateVersion),
    evidence: keptEvidence(visit).map((photo) => photo.sha256),
    materials: [...(order.materials ?? [])],
    texts: {
      summary: [...shown.summary],
      consent_version: shown.consent_version,
      consent: shown.consent_text,
    },
    language: shown.language,
    times: {
      travel_started_at: visit.travel_started_at,
      arrived_at: visit.arrived_at,
      work_started_at: visit.work_started_at,
      shown_at: shown.shown_at,
    },
  }
}

/**
 * Return at most three lines of what is signed; `service` is the first.
 * @param {Document} order @param {Document} visit
 * @param {Document | null} templateVersion
 * @param {string} service @param {Words} words
 * @returns {string[]}
 */
export function summaryLines(order, visit, templateVersion, service, words) {
  const shown = answeredItems(order, visit, templateVersion)
  const lines = [
    service,
    findings(shown, visit.answers, words),
    counts(shown.length, keptPhotos(visit).length, words),
  ]
  return lines.filter((line) => line)
}

/**
 * Say which service on which local day (YYYY-MM-DD).
 * @param {string} label @param {string} day @param {Words} words
 * @returns {string}
 */
export function serviceLine(label, day, words) {
  const [year, month, date] = day.split("-")
  const facts = { service: label, date: `${date}/${month}/${year}` }
  return filled(words.gettext("%(service)s on %(date)s"), facts)
}

/**
 * Return the answers of the items that were visible, in checklist order.
 * @param {Document} order @param {Document} visit
 * @param {Document | null} templateVersion
 * @returns {Document[]}
 */
export function shownAnswers(order, visit, templateVersion) {
  return answeredItems(order, visit, templateVersion).map((item) => ({
    item_id: item.id,
    value: visit.answers[item.id].value,
    note: visit.answers[item.id].note ?? null,
    verdict: visit.answers[item.id].verdict ?? null,
  }))
}

/**
 * Return the visible items that have an answer, in checklist order.
 * @param {Document} order @param {Document} visit
 * @param {Document | null} templateVersion
 * @returns {Document[]}
 */
export function answeredItems(order, visit, templateVersion) {
  if (templateVersion === null) return []
  const { answers } = visit
  return visible(expand(templateVersion, order), answers).filter(
    (item) => (answers[item.id]?.value ?? null) !== null,
  )
}

/**
 * Return the photos that nobody removed, and the technician's signature.
 * @param {Document} visit @returns {Document[]}
 */
export function keptEvidence(visit) {
  return visit.evidence.filter((/** @type {Document} */ photo) => !photo.removed)
}

/**
 * Return the evidence that is a picture.
 * @param {Document} visit @returns {Document[]}
 */
export function keptPhotos(visit) {
  return keptEvidence(visit).filter((photo) => photo.item_id !== TECHNICIAN_SLOT)
}

/**
 * Name the last choice made and the last reading: what was done, how it measures.
 * @param {Document[]} shown @param {Document} answers @param {Words} words
 */
function findings(shown, answers, words) {
  const choices = shown.filter((item) => item.kind === "choice")
  const readings = shown.filter((item) => item.kind === "number")
  return [...choices.slice(-1), ...readings.slice(-1)]
    .map((item) => `${asked(item.prompt)} ${said(item, answers[item.id].value, words)}`)
    .join(", ")
}

/** @param {string} prompt */
function asked(prompt) {
  return prompt.endsWith("?") ? prompt : `${prompt}:`
}

/** @param {Document} item @param {any} value @param {Words} words */
function said(item, value, words) {
  if (item.kind === "number") {
    const quantity = decimal(padded(value, item.decimals || 0), words)
    return item.unit ? `${quantity}\u00a0${item.unit}` : quantity
  }
  const labels = new Map(
    item.choices.map((/** @type {Document} */ choice) => [choice.value, choice.label]),
  )
  const chosen = Array.isArray(value) ? value : [value]
  return chosen.map((each) => labels.get(each) ?? each).join(", ")
}

/** @param {number} answered @param {number} photos @param {Words} words */
function counts(answered, photos, words) {
  const checked = words.ngettext("%(num)d item checked", "%(num)d items checked", answered)
  const pictures = words.ngettext("%(num)d photo", "%(num)d photos", photos)
  return [
    { text: checked, num: answered },
    { text: pictures, num: photos },
  ]
    .filter(({ num }) => num)
    .map(({ text, num }) => filled(text, { num }))
    .join(", ")
}

/**
 * Write decimal text as this language does, with a real minus sign.
 * @param {string} value @param {Words} words
 */
function decimal(value, words) {
  const text = value.replaceAll("-", "\u2212")
  return words.language === "pt-BR" ? text.replaceAll(".", ",") : text
}

/** @param {string} text @param {Document} facts */
function filled(text, facts) {
  return text.replace(/%\((\w+)\)[sd]/g, (_whole, name) => String(facts[name]))
}

/**
 * Return the newest consent text of the company and its version.
 * @param {Document} catalogue
 * @returns {{ consent_version: string, consent_text: string }}
 */
export function currentConsent(catalogue) {
  const versions = Object.keys(catalogue.consent_texts)
  const newest = versions.reduce((one, other) => (isNewer(other, one) ? other : one))
  return { consent_version: newest, consent_text: catalogue.consent_texts[newest] }
}

/** @param {string} one @param {string} other */
function isNewer(one, other) {
  return one.length === other.length ? one > other : one.length > other.length
}
