/** A phone in a test: its database, its session, and what is on it. */

import "fake-indexeddb/auto"

import { beginSession, endSession } from "../../service_worker/store/session.js"
import { firstEntries } from "../../service_worker/store/outbox.js"
import { allSent } from "../../service_worker/store/sent.js"
import { deleteUser } from "../../service_worker/store/user_database.js"
import { exchange } from "../../service_worker/sync/exchange.js"
import { learnUser } from "../../service_worker/sync/people.js"
import { submit } from "../../service_worker/sync/operation_log.js"
import { FakeServer } from "./fake_server.js"
import { anOrder, DANILO, MARCOS, visitId } from "./company.js"

/** A server with so many orders, and Marcos's phone with them on it. */
export async function readyPhone(orders = 2) {
  for (const user of [MARCOS, DANILO]) await deleteUser(user.id)
  await endSession()
  const server = new FakeServer().listen()
  server.hold(...Array.from({ length: orders }, (_, index) => anOrder(index + 1)))
  const session = await learnUser()
  await exchange(session)
  server.requests.length = 0
  return { server, session }
}

/** The worker was killed: nothing in memory is left. */
export function revived(user = MARCOS) {
  return beginSession(user)
}

/** Answer an item of visit 1. */
export function answer(session, item_id, value, number = 1) {
  const visit_id = visitId(number)
  return submit(session, "answer_checklist_item", { visit_id, item_id, value }, { visit_id })
}

export function note(session, text, number = 1) {
  const visit_id = visitId(number)
  return submit(session, "add_note", { visit_id, text }, { visit_id })
}

export async function unsent(session) {
  const entries = await session.database.read(["outbox"], firstEntries)
  return entries.map(({ bytes }) => JSON.parse(bytes))
}

export function kept(session) {
  return session.database.read(["sent"], allSent)
}

export async function visitOn(session, order) {
  const held = await session.replica.order(order)
  return held?.document.visits[0]
}
