// Notes to the office; mirror: fieldapp/web/technician/notes.py.

import { Problem } from "../problem.js"
import { formOf } from "./handler.js"
import { record } from "./recording.js"
import { visitPage } from "./visits.js"

/** @type {import("./handler.js").Handler} */
export async function addNote(request, { visit_id }, session) {
  const text = (await formOf(request)).get("text") ?? ""
  try {
    await record(session, { name: "add_note", arguments: { text, visit_id }, visit_id })
    return await visitPage(request, visit_id, session)
  } catch (error) {
    if (!(error instanceof Problem) || error.code === "visit_unknown") throw error
    return visitPage(request, visit_id, session, error)
  }
}
