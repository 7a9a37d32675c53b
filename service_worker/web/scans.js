// A code read off a label; mirror: fieldapp/web/technician/scans.py.

import { readCode } from "../domain/labels.js"
import { scanResult, scanScreen } from "../screens/scans.js"
import { findDevice } from "../store/marks.js"
import { begunRows, rowsOfOrder } from "../store/queue.js"
import { sceneOf, seeOther, show } from "./answering.js"
import { formOf } from "./handler.js"
import { record } from "./recording.js"

/** @typedef {import("./handler.js").Handler} Handler */
/** @typedef {import("../store/session.js").Session} Session */

/** @type {Handler} */
export async function showScan(request, _params, session) {
  const visitId = new URL(request.url).searchParams.get("visit_id")
  return scanPage(request, session, visitId, null)
}

/** Record the code that was read, and say whose device it is. @type {Handler} */
export async function scanCode(request, _params, session) {
  const form = await formOf(request)
  const code = (form.get("code") ?? "").trim()
  const visit_id = form.get("visit_id") || null
  if (visit_id) await record(session, scanOf(form, code, visit_id))
  return scanPage(request, session, visit_id, await resultOf(request, session, visit_id, code))
}

/** A label's own address, opened by another camera: her visit there. @type {Handler} */
export async function showLabel(request, { code }, session) {
  const result = await resultOf(request, session, null, code)
  if (result.kind === "this") return seeOther(`/visits/${result.visit_id}`)
  return scanPage(request, session, null, result)
}

/** @param {URLSearchParams} form @param {string} code @param {string} visit_id */
function scanOf(form, code, visit_id) {
  const symbology = form.get("symbology") || "text"
  const source = form.get("source") || "typed"
  return { name: "scan_device", arguments: { visit_id, code, symbology, source }, visit_id }
}

/** @param {Request} request @param {Session} session @param {string | null} visitId @param {string} code */
async function resultOf(request, session, visitId, code) {
  const { host } = new URL(request.url)
  const found = await lookUp(session, readCode(code, host))
  const { zone } = await sceneOf(session)
  return scanResult({ code, host }, found, visitId, zone)
}

/** @param {Session} session @param {import("../domain/labels.js").CodeReading} reading */
function lookUp(session, reading) {
  return session.database.read(["documents", "queue"], async (transaction) => {
    const { device, order_ids } = await findDevice(transaction, reading)
    const rows = await Promise.all(order_ids.map((id) => rowsOfOrder(transaction, id)))
    return { device, rows: rows.flat(), elsewhere: null }
  })
}

/** @param {Request} request @param {Session} session @param {string | null} visitId @param {any} result */
async function scanPage(request, session, visitId, result) {
  const [rows, scene] = await Promise.all([
    session.database.read(["queue"], begunRows),
    sceneOf(session),
  ])
  return show(session, request, "scans/show.html", scanScreen(rows, visitId, result, scene))
}
