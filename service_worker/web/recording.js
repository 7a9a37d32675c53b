// Every form ends here: the operations are stored, pages and the server hear of them.

import { submitAll } from "../sync/operation_log.js"
import { syncAfterWrite } from "../sync/schedule.js"
import { tellStatusSoon } from "../sync/status.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../sync/operation_log.js").Wish} Wish */

/** These end a visit: the office should know at once. */
const URGENT = new Set(["finish_visit", "sign_off", "report_cannot_complete"])

/** @param {Session} session @param {...Wish} wishes */
export async function record(session, ...wishes) {
  const submitted = await submitAll(session, wishes)
  syncAfterWrite(wishes.some(({ name }) => URGENT.has(name)))
  tellStatusSoon(session)
  return submitted
}
