// A code read off a label; mirror: fieldapp/screens/scans.py.

import { formatLabel, readCode } from "../domain/labels.js"
import { UNFINISHED_PHASES } from "../domain/phases.js"
import { asciiUpper, trimmed } from "../domain/texts.js"
import { localOrNone } from "./moments.js"
import { dock } from "./queue.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

/**
 * The page that takes a typed code, with what the last one was.
 * @param {Document[]} rows @param {string | null} visitId
 * @param {Document | null} result @param {Scene} scene
 * @returns {Document}
 */
export function scanScreen(rows, visitId, result, scene) {
  return { tab: "scan", visit_id: visitId, result, dock: dock(rows, scene) }
}

/**
 * Whose device a code is on. `read` holds the code as typed and the host that our labels name;
 * `found` the device, the technician's own visits there, and who else has open work there.
 * @param {Document} read @param {Document} found @param {string | null} visitId @param {string} zone
 * @returns {Document}
 */
export function scanResult(read, found, visitId, zone) {
  const reading = readCode(read.code, read.host)
  const rows = [...found.rows].sort(byWindow)
  const openRows = rows.filter((row) => UNFINISHED_PHASES.includes(row.phase))
  const here = rows.filter((row) => row.visit_id === visitId)
  const [best] = [...here, ...openRows, ...[...rows].reverse()]
  return {
    kind: kindOf(reading.kind, found, visitId, here, openRows),
    code: shown(read.code, reading, found.device),
    device_kind: found.device?.kind ?? null,
    model: found.device?.model ?? null,
    number: best ? best.number : (found.elsewhere?.number ?? null),
    visit_id: best ? best.visit_id : visitId,
    technician: found.elsewhere?.technician ?? null,
    visits: openRows.map((row) => choice(row, zone)),
  }
}

/**
 * @param {string} code @param {Document} found @param {string | null} visitId
 * @param {Document[]} here @param {Document[]} openRows
 */
function kindOf(code, found, visitId, here, openRows) {
  if (code === "other_company") return code
  if (found.device === null) return "unknown"
  if (here.length || (visitId === null && openRows.length === 1)) return "this"
  if (found.rows.length && visitId !== null) return "other"
  if (found.rows.length) return openRows.length ? "choose" : "finished"
  return found.elsewhere ? "elsewhere" : "no_visit"
}

/** @param {Document} row @param {string} zone */
function choice(row, zone) {
  return {
    visit_id: row.visit_id,
    number: row.number,
    title: row.title,
    customer_name: row.customer_name,
    starts: localOrNone(row.window_start_at, zone),
    ends: localOrNone(row.window_end_at, zone),
  }
}

/**
 * A label as it is printed, anything else as it was typed.
 * @param {string} code @param {import("../domain/labels.js").CodeReading} reading @param {Document | null} device
 */
function shown(code, { label, mark }, device) {
  const isLabel = mark === null || label === device?.label
  return label && isLabel ? formatLabel(label) : asciiUpper(trimmed(code))
}

/** @param {Document} one @param {Document} other */
function byWindow(one, other) {
  const [here, there] = [one, other].map((row) => `${row.window_start_at ?? ""} ${row.visit_id}`)
  return here < there ? -1 : Number(here > there)
}
