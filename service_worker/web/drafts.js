// Unfinished forms of this phone; mirror: fieldapp/web/technician/drafts.py.

import { deleteDraft, draftOf, putDraft } from "../store/drafts.js"
import { formOf } from "./handler.js"

/** @typedef {import("../store/session.js").Session} Session */

const LARGEST_FIELD = 10_000

/** @param {string} form @returns {import("./handler.js").Handler} */
export function keepDraft(form) {
  return async (request, { visit_id }, session) => {
    const fields = Object.fromEntries(
      [...(await formOf(request))].filter(([, value]) => value.length <= LARGEST_FIELD),
    )
    await session.database.write(["meta"], (transaction) =>
      putDraft(transaction, form, visit_id, fields),
    )
    return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } })
  }
}

/** @param {Session} session @param {string} form @param {string} visitId */
export function readDraft(session, form, visitId) {
  return session.database.read(["meta"], (transaction) => draftOf(transaction, form, visitId))
}

/** @param {Session} session @param {string} form @param {string} visitId */
export function forgetDraft(session, form, visitId) {
  return session.database.write(["meta"], (transaction) => deleteDraft(transaction, form, visitId))
}
