/** An order that passes to somebody else while she works there does not go under her hands. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { holdClock } from "../../service_worker/clock.js"
import { exchange } from "../../service_worker/sync/exchange.js"
import { submit } from "../../service_worker/sync/operation_log.js"
import { forgetOldOrders } from "../../service_worker/sync/retention.js"
import { orderId, visitId } from "./company.js"
import { readyPhone, visitOn } from "./phone.js"

const NOW = "2026-11-24T15:00:00.000Z"
const TO_DANILO = { to_name: "Danilo Reis", at: "2026-11-24T14:58:00.000Z" }
const ABSENCE = {
  visit_id: visitId(1),
  outcome: "absent",
  manifest_sha256: "a".repeat(64),
  consent_version: "1",
  position: { unavailable: "denied" },
  reason: "Ninguém em casa",
}

test.beforeEach(() => holdClock(NOW))
test.after(() => holdClock(null))

/** She works at order 1 and it passes to Danilo. */
async function takenAway(work_started_at = NOW) {
  const { server, session } = await readyPhone()
  server.edit(orderId(1), ({ visits }) => {
    Object.assign(visits[0], { phase: "working", work_started_at })
  })
  await exchange(session)
  server.takeAway(orderId(1), "reassigned", TO_DANILO)
  await exchange(session)
  return session
}

test("it stays, says to whom it passed, and takes her signature as late work", async () => {
  const session = await takenAway()

  const { phase, moved_to, ended_at } = await visitOn(session, orderId(1))
  assert.deepEqual([phase, moved_to.name, ended_at], ["reassigned", "Danilo Reis", TO_DANILO.at])

  const visit_id = visitId(1)
  const submitted = await submit(session, "sign_off", ABSENCE, { visit_id })
  assert.equal(submitted.document.visits[0].late_work, true)
})

test("it leaves once that is sent", async () => {
  const session = await takenAway()
  await submit(session, "sign_off", ABSENCE, { visit_id: visitId(1) })

  await exchange(session)

  assert.equal(await session.replica.order(orderId(1)), null)
})

test("it leaves after twelve hours, signed or not", async () => {
  const session = await takenAway()
  holdClock("2026-11-25T02:57:00.000Z")
  await forgetOldOrders(session)
  session.replica.forget()
  assert.notEqual(await session.replica.order(orderId(1)), null)

  holdClock("2026-11-25T02:59:00.000Z")
  await forgetOldOrders(session)
  session.replica.forget()

  assert.equal(await session.replica.order(orderId(1)), null)
})

test("one that she had not begun leaves at once", async () => {
  const session = await takenAway(null)

  assert.equal(await session.replica.order(orderId(1)), null)
})
