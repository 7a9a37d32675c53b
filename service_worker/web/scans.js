// A code read off a label; mirror: fieldapp/web/technician/scans.py.

import { readCode } from "../domain/labels.js"
import { scanResult, scanScreen } from "../screens/scans.js"
import { findDevice } from "../store/marks.js"
import { begunRows, rowsOfOrder } from "../store/queue.js"
import { html, POLICY, sceneOf, seeOther, show } from "./answering.js"
import { formOf } from "./handler.js"
import { record } from "./recording.js"

/** @typedef {import("./handler.js").Handler} Handler */
/** @typedef {import("../store/session.js").Session} Session */

const ASKED = ["unknown", "no_visit"]
const OFFICE_MS = 3_000

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
  const result = await resultOf(request, session, visit_id, code)
  const answer = visit_id === null ? await fromOffice(request, code, result) : null
  return answer ?? scanPage(request, session, visit_id, result)
}

/** A label's own address, opened by another camera: her visit there. @type {Handler} */
export async function showLabel(request, { code }, session) {
  const result = await resultOf(request, session, null, code)
  if (result.kind === "this") return seeOther(`/visits/${result.visit_id}`)
  return (await fromOffice(request, code, result)) ?? scanPage(request, session, null, result)
}

/**
 * What this phone does not hold the office may know: whose order it is. It has three seconds, and
 * only a page with our own policy counts: a captive portal says 200 too.
 * @param {Request} request @param {string} code @param {any} result
 */
async function fromOffice(request, code, result) {
  const { label, mark } = readCode(code, new URL(request.url).host)
  const plain = label ?? mark
  if (plain === null || !ASKED.includes(result.kind)) return null
  const asked = {
    signal: AbortSignal.timeout(OFFICE_MS),
    redirect: /** @type {const} */ ("manual"),
  }
  const answer = await fetch(`/D/${plain.replace(/[^A-Z0-9_]/g, "")}`, asked).catch(() => null)
  const isOurs = answer?.ok && answer.headers.get("Content-Security-Policy") === POLICY
  return isOurs ? html(await answer.text()) : null
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
