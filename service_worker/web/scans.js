// A code read off a label; mirror: fieldapp/web/technician/scans.py.

import { scanResult, scanScreen } from "../screens/scans.js"
import { begunRows } from "../store/queue.js"
import { allRecords } from "../store/records.js"
import { sceneOf, show } from "./answering.js"
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
  return scanPage(request, session, visit_id, await resultOf(session, visit_id, code))
}

/** A label's own address, opened by another camera. @type {Handler} */
export async function showLabel(request, { code }, session) {
  return scanPage(request, session, null, await resultOf(session, null, code))
}

/** @param {URLSearchParams} form @param {string} code @param {string} visit_id */
function scanOf(form, code, visit_id) {
  const symbology = form.get("symbology") || "text"
  const source = form.get("source") || "typed"
  return { name: "scan_device", arguments: { visit_id, code, symbology, source }, visit_id }
}

/** @param {Session} session @param {string | null} visitId @param {string} code */
async function resultOf(session, visitId, code) {
  const records = await session.database.read(["documents"], (transaction) =>
    allRecords(transaction, "work_order"),
  )
  const orders = records.map(({ document }) => document)
  return scanResult(orders, visitId, code)
}

/** @param {Request} request @param {Session} session @param {string | null} visitId @param {any} result */
async function scanPage(request, session, visitId, result) {
  const [rows, scene] = await Promise.all([
    session.database.read(["queue"], begunRows),
    sceneOf(session),
  ])
  return show(session, request, "scans/show.html", scanScreen(rows, visitId, result, scene))
}
