// Unfinished forms of this phone; mirror: fieldapp/web/technician/drafts.py.

import { deleteDraft, draftOf, putDraft } from "../store/drafts.js"
import { formOf } from "./handler.js"

/** @typedef {import("../store/session.js").Session} Session */

const LARGEST_FIELD = 10_000

/** @param {string} form @returns {import("./handler.js").Handler} */
export function keepDraft(form) {
  return async (request, { visit_id }, session) => {
    await writeDraft(session, form, visit_id, Object.fromEntries(await formOf(request)))
    return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } })
  }
}

/** @param {Session} session @param {string} form @param {string} visitId @param {Record<string, string>} typed */
export function writeDraft(session, form, visitId, typed) {
  const fields = Object.fromEntries(
    Object.entries(typed).filter(([, value]) => value.length <= LARGEST_FIELD),
  )
  return session.database.write(["meta"], (transaction) =>
    putDraft(transaction, form, visitId, fields),
  )
}

/** @param {Session} session @param {string} form @param {string} visitId */
export function readDraft(session, form, visitId) {
  return session.database.read(["meta"], (transaction) => draftOf(transaction, form, visitId))
}

/** @param {Session} session @param {string} form @param {string} visitId */
export function forgetDraft(session, form, visitId) {
  return session.database.write(["meta"], (transaction) => deleteDraft(transaction, form, visitId))
}
