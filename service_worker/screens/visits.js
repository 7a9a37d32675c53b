// The page of one order, as its visit; mirror: fieldapp/screens/visits.py.

import { expand, hasPhoto, missing, progress, visible } from "../domain/checklists.js"
import { FINISHED_PHASES, GONE_PHASES, UNFINISHED_PHASES } from "../domain/phases.js"
import { contacts } from "./contacts.js"
import { goneOf } from "./gone.js"
import { localOrNone, secondsBetween } from "./moments.js"
import { nextSteps } from "./steps.js"
import { windowChips } from "./window.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

/** @type {Record<string, number>} */
const STATIONS = {
  planned: 0,
  acknowledged: 0,
  travelling: 1,
  on_site: 2,
  working: 3,
  completed: 4,
}
/** How far she came with a visit that was taken away. */
const STATION_TIMES = ["travel_started_at", "arrived_at", "work_started_at", "completed_at"]
const STATION_NAMES = ["accepted", "travelling", "on_site", "working", "completed"]
/** @type {Record<string, string>} */
const KIND_WORDS = {
  ont: "ONT",
  stb: "Receptor",
  router: "Roteador",
  antenna: "Antena",
  lnbf: "LNBF",
}
const POSTAL_CODE = /^[0-9]{8}$/
const CONCLUSION = 4
const REPEAT_S = 90 * 24 * 60 * 60
const REPEAT_VISITS = 3
const UNDO_S = 10

/**
 * The order as she sees it: contacts, place, what is left, history.
 * @param {Document} order @param {Document} visit
 * @param {Document | null} templateVersion @param {Scene} scene
 * @returns {Document}
 */
export function visitScreen(order, visit, templateVersion, scene) {
  const { now, zone } = scene
  const items = expand(templateVersion, order)
  const gaps = missing(items, visit)
  return {
    visit: visitView(visit, zone),
    gone: goneOf(visit, zone),
    order: orderView(order, zone),
    contacts: contacts(order, visit, scene),
    stations: stationsOf(visit),
    window: windowView(visit, now, zone),
    todo: todoOf(items, visit, templateVersion, gaps),
    console: consoleOf(visit, gaps.length),
    undo: undoOf(visit, now, zone),
    notes: order.notes.map((/** @type {Document} */ note) => noteView(note, zone)),
    previous_visits: order.previous_visits.map((/** @type {Document} */ past) =>
      pastView(past, zone),
    ),
    repeat_count: repeatCount(order, now),
  }
}

/**
 * The page of an order that is "not_here", "moved" or "cancelled".
 * @param {string} kind @param {number | null} number @param {string | null} name
 * @param {string | null} at @param {Scene} scene
 */
export function goneScreen(kind, number, name, at, { zone }) {
  return { gone: { kind, number, name, at: localOrNone(at, zone) } }
}

/** @param {Document} visit @param {string} zone */
function visitView(visit, zone) {
  const { pause } = visit
  return {
    id: visit.id,
    phase: visit.phase,
    is_new: visit.phase === "planned",
    is_gone: GONE_PHASES.includes(visit.phase),
    can_pause: ["travelling", "on_site", "working"].includes(visit.phase),
    pause_reason: pause ? pause.reason_code : null,
    paused_at: pause ? localOrNone(pause.happened_at, zone) : null,
    is_late: visit.late_work,
    completed_at: localOrNone(visit.completed_at, zone),
    ended_at: localOrNone(visit.ended_at, zone),
    has_exception: visit.has_exception,
  }
}

/** @param {Document} order @param {string} zone */
function orderView(order, zone) {
  const { opened, site } = order
  return {
    id: order.id,
    number: order.number,
    protocol_number: order.protocol_number,
    title: order.title,
    technology: order.technology,
    description: order.description,
    customer_name: order.customer.name,
    opened_at: localOrNone(opened.at, zone),
    opened_by: opened.by.name,
    channel: opened.channel,
    street_line: joined([site.street, site.number, site.complement], ", "),
    place_line: joined([site.district, postalCode(site.postal_code), site.city], " · "),
    reference_point: site.reference_point,
    access_note: site.access_note,
    devices: order.devices.map(deviceView),
  }
}

/** A CEP as people write it: 38408-120. @param {string | null} code */
function postalCode(code) {
  return code && POSTAL_CODE.test(code) ? `${code.slice(0, 5)}-${code.slice(5)}` : code
}

/** The device, its kind said once: "ONT ZTE F670L" names it already. @param {Document} device @returns {Document} */
function deviceView(device) {
  const word = KIND_WORDS[device.kind] ?? ""
  const model = device.model ?? ""
  return { ...device, model: model.startsWith(`${word} `) ? model.slice(word.length + 1) : model }
}

/** @param {(string | null)[]} parts @param {string} separator */
function joined(parts, separator) {
  return parts.filter((part) => part).join(separator)
}

/** @param {Document} visit */
function stationsOf(visit) {
  const reached = reachedOf(visit)
  const isDone = visit.phase === "completed"
  return STATION_NAMES.map((name, index) => ({
    name: index === CONCLUSION && isFailed(visit) ? "cannot_complete" : name,
    state: stateOf(index, reached, isDone),
  }))
}

/** @param {Document} visit */
function reachedOf(visit) {
  if (isFailed(visit)) return CONCLUSION
  if (GONE_PHASES.includes(visit.phase))
    return STATION_TIMES.findLastIndex((moment) => visit[moment]) + 1
  return STATIONS[visit.phase === "paused" ? visit.pause.from_phase : visit.phase] ?? 0
}

/** @param {Document} visit */
function isFailed(visit) {
  return visit.phase === "cannot_complete"
}

/** @param {number} index @param {number} reached @param {boolean} isDone */
function stateOf(index, reached, isDone) {
  if (isDone || index < reached) return "done"
  return index === reached ? "now" : "todo"
}

/** @param {Document} visit @param {string} now @param {string} zone */
function windowView({ window, phase }, now, zone) {
  return {
    starts: localOrNone(window.start_at, zone),
    ends: localOrNone(window.end_at, zone),
    chips: windowChips(phase, window.end_at, now),
  }
}

/** @param {Document[]} items @param {Document} visit @param {Document | null} templateVersion @param {Document[]} gaps */
function todoOf(items, visit, templateVersion, gaps) {
  const { answered, required } = progress(items, visit)
  const shown = visible(items, visit.answers)
  const photos = shown.filter((item) => item.kind === "photo" && item.required)
  const asked = gaps.filter((gap) => gap.what === "photo")
  const signOff = visit.sign_offs[visit.sign_offs.length - 1] ?? null
  return {
    title: templateVersion ? templateVersion.title : null,
    total: shown.filter(({ kind }) => kind !== "instruction").length,
    answered,
    required,
    missing: new Set(gaps.map(({ item_id }) => item_id)).size,
    photos_wanted: photos.length + asked.length,
    photos_taken: photos.filter((item) => hasPhoto(item, visit)).length,
    sign_off_outcome: signOff ? signOff.outcome : null,
    signer_name: signOff ? signOff.signer_name : null,
    has_changed: visit.changed_after_sign_off,
  }
}

/** @param {Document} visit @param {number} missing_ */
function consoleOf({ id, phase, pause, sign_offs }, missing_) {
  const standing = {
    pausedFrom: pause ? pause.from_phase : null,
    missing: missing_,
    isSigned: sign_offs.length > 0,
  }
  return {
    can_fail: UNFINISHED_PHASES.includes(phase),
    is_over: [...FINISHED_PHASES, ...GONE_PHASES].includes(phase),
    steps: nextSteps(id, phase, standing),
  }
}

/** @param {Document} visit @param {string} now @param {string} zone */
function undoOf({ undo }, now, zone) {
  if (!undo || undo.name === "acknowledge_visit") return null
  const age_s = secondsBetween(undo.happened_at, now)
  if (age_s < 0 || age_s > UNDO_S) return null
  return {
    operation_id: undo.operation_id,
    name: undo.name,
    at: localOrNone(undo.happened_at, zone),
    left_s: UNDO_S - age_s,
  }
}

/** @param {Document} note @param {string} zone */
function noteView({ text, by, happened_at }, zone) {
  return { text, by: by.name, at: localOrNone(happened_at, zone) }
}

/** @param {Document} past @param {string} zone */
function pastView(past, zone) {
  return {
    title: past.title,
    technician_name: past.technician_name,
    at: localOrNone(past.happened_at, zone),
    is_done: past.outcome === "completed",
  }
}

/** This visit and those of the last 90 days, 0 below the third. @param {Document} order @param {string} now */
function repeatCount(order, now) {
  const recent = order.previous_visits.filter(
    (/** @type {Document} */ past) => secondsBetween(past.happened_at, now) <= REPEAT_S,
  )
  const count = recent.length + 1
  return count >= REPEAT_VISITS ? count : 0
}
