// The order that an address means, as she sees it.

import { findVisit } from "../domain/visits.js"
import { Problem } from "../problem.js"
import { orderIdOfVisit } from "../sync/operation_log.js"

/** @typedef {import("../store/session.js").Session} Session */

/**
 * @param {Session} session
 * @param {string} visitId
 * @throws {Problem} visit_unknown when it is not on this phone
 */
export async function visitOf(session, visitId) {
  const held = await session.replica.order(await orderIdOfVisit(session, visitId))
  if (!held) throw new Problem("visit_unknown", { visit_id: visitId })
  const order = held.document
  const visit = findVisit(order, visitId)
  return { order, visit, template: held.known.templates.get(visit.template_version_id) ?? null }
}
