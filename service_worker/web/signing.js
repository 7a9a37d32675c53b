// What a visit shows to the person who signs; mirror: fieldapp/web/technician/signing.py.

import { canonicalBytes, sha256 } from "../domain/canonical.js"
import {
  currentConsent,
  manifest,
  screenShown,
  serviceLine,
  summaryLines,
} from "../domain/manifest.js"
import { local } from "../domain/local_time.js"
import { findVisit } from "../domain/visits.js"
import { Problem } from "../problem.js"
import { entriesOfOrder } from "../store/outbox.js"
import { sentButUnseen } from "../store/sent.js"
import { orderIdOfVisit } from "../sync/operation_log.js"
import { gettext, ngettext, setLanguage } from "../translating.js"
import { sceneOf } from "./answering.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../domain/manifest.js").Shown} Shown */

/**
 * The order, what its screen shows at that moment, and the manifest of it.
 * @param {Session} session @param {string} visitId @param {string} shownAt
 * @throws {Problem} visit_unknown when it is not on this phone
 */
export async function signingOf(session, visitId, shownAt) {
  const orderId = await orderIdOfVisit(session, visitId)
  const held = await session.replica.order(orderId)
  if (!held) throw new Problem("visit_unknown", { visit_id: visitId })
  const { document: order, known, rev } = held
  const visit = findVisit(order, visitId)
  const template = known.templates.get(visit.template_version_id) ?? null
  const { zone } = await sceneOf(session)
  const shown = {
    ...shownNow(session, { order, visit, template, catalogue: known.catalogue, zone, shownAt }),
    base_rev: rev,
    operations: await unseenIds(session, orderId),
  }
  const bytes = canonicalBytes(manifest(order, visit, template, shown))
  const shown_sha256 = await sha256(canonicalBytes(screenShown(order, visit, template, shown)))
  return { order, visit, template, shown, bytes, shown_sha256, zone }
}

/** @param {Session} session @param {Record<string, any>} facts */
function shownNow(session, { order, visit, template, catalogue, zone, shownAt }) {
  setLanguage(session.language)
  const words = { language: session.language, gettext, ngettext }
  const label = catalogue.service_types[order.service_type]?.label ?? order.title
  const service = serviceLine(label, local(shownAt, zone).slice(0, 10), words)
  return {
    language: session.language,
    summary: summaryLines(order, visit, template, service, words),
    ...currentConsent(catalogue),
    shown_at: shownAt,
  }
}

/** Operations of hers that the stored document does not show. @param {Session} session @param {string} orderId */
async function unseenIds(session, orderId) {
  const entries = await session.database.read(["outbox", "sent"], async (transaction) => {
    const [sent, waiting] = await Promise.all([
      sentButUnseen(transaction, orderId),
      entriesOfOrder(transaction, orderId),
    ])
    return [...sent, ...waiting]
  })
  return entries.map((entry) => entry.id)
}
