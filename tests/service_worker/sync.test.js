/** Work leaves the phone once, in order, whatever the network does. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { feed } from "../../service_worker/store/meta.js"
import { getRecord } from "../../service_worker/store/records.js"
import { visibleRows } from "../../service_worker/store/queue.js"
import { exchange } from "../../service_worker/sync/exchange.js"
import { failuresInARow, networkState } from "../../service_worker/sync/network.js"
import { forgetOldOrders } from "../../service_worker/sync/retention.js"
import { orderId, visitId } from "./company.js"
import { json } from "./fake_server.js"
import { answer, kept, note, readyPhone, revived, unsent, visitOn } from "./phone.js"

/** The server did it, and the answer was lost. */
async function lost(request, server) {
  await server.answer(request)
  throw new TypeError("network error")
}

const operationsOf = ({ body }) => JSON.parse(body).operations

test("what was written arrives and leaves the outbox when its change is stored", async () => {
  const { server, session } = await readyPhone()
  await answer(session, "cn", "9.2")

  const { kind } = await exchange(session)

  assert.equal(kind, "done")
  assert.deepEqual(await unsent(session), [])
  assert.equal(server.order(orderId(1)).visits[0].answers.cn.value, "9.2")
  assert.equal((await visitOn(session, orderId(1))).answers.cn.value, "9.2")
  assert.equal((await kept(session)).length, 1)
})

test("a lost answer is met by the same bytes, and nothing happens twice", async () => {
  const { server, session } = await readyPhone()
  await note(session, "the dog bites")
  server.faults.push(lost)

  const first = await exchange(session)
  await exchange(await revived())

  const [one, other] = server.requests.filter((request) => operationsOf(request).length)
  assert.equal(first.kind, "unreachable")
  assert.deepEqual(operationsOf(one), operationsOf(other))
  assert.equal(server.order(orderId(1)).notes.length, 1)
  assert.deepEqual(await unsent(await revived()), [])
})

test("a captive portal's 200 is no success", async () => {
  const { server, session } = await readyPhone()
  await note(session, "kept")
  server.faults.push(
    () => new Response("<h1>Wi-Fi</h1>", { headers: { "Content-Type": "text/html" } }),
  )

  const { kind } = await exchange(session)

  assert.equal(kind, "unreachable")
  assert.equal(networkState(), "off")
  assert.equal((await unsent(session)).length, 1)
})

test("a portal that answers JSON is no success either", async () => {
  const { server, session } = await readyPhone()
  await note(session, "kept")
  server.faults.push(() => json({ status: "please pay" }))

  await exchange(session)

  assert.equal((await unsent(session)).length, 1)
})

test("an expired session keeps everything and says so", async () => {
  const { server, session } = await readyPhone()
  await note(session, "kept")
  server.faults.push(() => json({ code: "signed_out" }, 401))

  const { kind } = await exchange(session)

  assert.equal(kind, "signed_out")
  assert.equal(networkState(), "signed_out")
  assert.equal(failuresInARow(), 1)
  assert.equal((await unsent(session)).length, 1)
  assert.equal((await visitOn(session, orderId(1))).id, visitId(1))
})

test("every attempt that brings nothing makes the next one rest longer", async () => {
  const { server, session } = await readyPhone()
  const signedOut = () => json({ code: "signed_out" }, 401)
  server.faults.push(signedOut, signedOut, () => new Response("busy", { status: 502 }))

  for (let attempt = 0; attempt < 3; attempt++) await exchange(session)
  const failures = failuresInARow()
  await exchange(session)

  assert.equal(failures, 3)
  assert.equal(failuresInARow(), 0)
})

test("a blocked phone clears itself", async () => {
  const { server, session } = await readyPhone()
  server.faults.push(() => json({ code: "client_revoked", wipe: true }, 401))

  await exchange(session)

  const names = (await indexedDB.databases()).map(({ name }) => name)
  assert.ok(!names.includes(session.database.name))
})

test("the server's pause is obeyed", async () => {
  const { server, session } = await readyPhone()
  server.faults.push(() => json({ code: "database_busy" }, 503, { "Retry-After": "17" }))

  const { kind, retry_after_s } = await exchange(session)

  assert.deepEqual([kind, retry_after_s], ["unwell", 17])
})

test("a batch that is too large is split", async () => {
  const { server, session } = await readyPhone()
  for (let index = 0; index < 8; index++) await note(session, `note ${index}`)
  const tooLarge = () => json({ code: "body_too_large" }, 413)
  server.faults.push(tooLarge, tooLarge)

  await exchange(session)

  assert.equal(server.order(orderId(1)).notes.length, 8)
  assert.ok(server.requests.slice(2).every((request) => operationsOf(request).length <= 62))
})

test("an app that is too old still receives", async () => {
  const { server, session } = await readyPhone()
  await note(session, "kept")
  server.edit(orderId(2), (order) => (order.title = "Troca de ONT"))
  server.faults.push(() => json({ code: "protocol_too_old" }, 426))

  await exchange(session)

  assert.equal((await session.replica.order(orderId(2))).document.title, "Troca de ONT")
  assert.equal((await unsent(session)).length, 1)
  assert.equal(networkState(), "outdated")
  await exchange(session)
  assert.equal(networkState(), "ok")
})

test("unsent work stays on top of what the office changed", async () => {
  const { server, session } = await readyPhone()
  server.edit(orderId(1), (order) => (order.site.access_note = "Chave na portaria"))
  server.faults.push(async (request, held) => {
    await answer(session, "cn", "7.8")
    return held.answer(request)
  })

  await exchange(session)

  const { document } = await (await revived()).replica.order(orderId(1))
  assert.equal(document.site.access_note, "Chave na portaria")
  assert.equal(document.visits[0].answers.cn.value, "7.8")
})

test("a document that lags behind its receipt does not take the answer back", async () => {
  const { server, session } = await readyPhone()
  await answer(session, "cn", "9.2")
  server.faults.push(async (request, held) => {
    const body = await (await held.answer(request)).json()
    return json({ ...body, changes: [], cursor: JSON.parse(request.body).cursor, more: false })
  })

  await exchange(session)
  const between = (await visitOn(await revived(), orderId(1))).answers.cn.value
  await exchange(session)

  assert.equal(between, "9.2")
  assert.equal((await kept(session))[0].waiting_for, undefined)
})

test("an order that left goes only when its work is sent", async () => {
  const { server, session } = await readyPhone()
  await note(session, "the customer moved")
  server.takeAway(orderId(1))
  server.faults.push(async (request, held) => {
    const body = await (
      await held.answer({
        ...request,
        body: JSON.stringify({ ...JSON.parse(request.body), operations: [] }),
      })
    ).json()
    return json(body)
  })

  await exchange(session)
  const between = (await (await revived()).replica.order(orderId(1))).gone
  await exchange(session)

  assert.equal(between, "reassigned")
  assert.equal(await (await revived()).replica.order(orderId(1)), null)
  assert.deepEqual(
    (await session.database.read(["queue"], visibleRows)).map((row) => row.visit_id),
    [visitId(2)],
  )
})

test("storage that was rolled back enrols anew with the same operations", async () => {
  const { server, session } = await readyPhone()
  await note(session, "one")
  await exchange(session)
  await session.database.write(["meta"], async (transaction) => {
    const meta = transaction.objectStore("meta")
    const client = await meta.get("enrolment")
    await meta.put({ ...client, sequence: 0, chain: "0".repeat(64) }, "enrolment")
  })
  const { operation } = await note(await revived(), "two")

  const { kind } = await exchange(await revived())

  assert.equal(kind, "done")
  assert.deepEqual(
    server.ledger.map(({ arguments: { text } }) => text),
    ["one", "two"],
  )
  assert.equal(server.ledger[1].id, operation.id)
})

test("a gap makes the phone enrol anew and send everything it holds", async () => {
  const { server, session } = await readyPhone()
  const backup = server.backup()
  await note(session, "lost by the server")
  await exchange(session)
  server.restore(backup)
  server.epoch = "e1"
  const { operation } = await note(session, "two")

  await exchange(session)

  assert.equal(server.ledger.at(-1).id, operation.id)
  assert.deepEqual(await unsent(session), [])
})

test("a server that was restored from a backup gets the kept operations again", async () => {
  const { server, session } = await readyPhone()
  const backup = server.backup()
  await note(session, "one")
  await exchange(session)
  await note(session, "two")
  server.restore(backup)

  await exchange(session)

  assert.deepEqual(
    server.ledger.map(({ arguments: { text } }) => text),
    ["one", "two"],
  )
  assert.equal(server.order(orderId(1)).notes.length, 2)
  assert.equal((await visitOn(session, orderId(1))).id, visitId(1))
})

test("a new snapshot takes away what it does not hold", async () => {
  const { server, session } = await readyPhone(3)
  server.takeAway(orderId(3))
  server.epoch = "e2"

  await exchange(session)

  const gone = await session.database.read(["documents"], (transaction) =>
    getRecord(transaction, "work_order", orderId(3)),
  )
  assert.equal(gone, undefined)
  assert.equal((await session.database.read(["queue"], visibleRows)).length, 2)
})

test("kept operations are forgotten when a backup holds them", async () => {
  const { server, session } = await readyPhone()
  await note(session, "one")
  await exchange(session)
  const before = (await kept(session)).length
  server.durable_until = server.now

  await exchange(session)

  assert.equal(before, 1)
  assert.deepEqual(await kept(session), [])
})

test("a kept operation that no document shows yet outlives the backup", async () => {
  const { server, session } = await readyPhone()
  server.faults.push(async (request, held) => {
    const body = await (await held.answer(request)).json()
    return json({ ...body, changes: [], cursor: JSON.parse(request.body).cursor })
  })
  server.durable_until = server.now
  await note(session, "one")

  await exchange(session)
  const shown = (await (await revived()).replica.order(orderId(1))).document.notes

  assert.equal(shown.length, 1)
})

test("a snapshot in pages is ready only with its last page", async () => {
  const { server, session } = await readyPhone()
  server.page_size = 2
  server.epoch = "e2"
  const states = []
  for (let page = 0; page < 3; page++) {
    server.faults.push(async (request, held) => {
      states.push((await session.database.read(["meta"], feed)).is_sweeping)
      return held.answer(request)
    })
  }

  await exchange(session)

  assert.deepEqual(states, [false, true, true])
  assert.equal((await session.database.read(["meta"], feed)).is_sweeping, false)
})

test("an order leaves the phone a week after its visit ended", async () => {
  const { server, session } = await readyPhone()
  const ended = new Date(Date.now() - 8 * 86_400_000).toISOString()
  server.edit(orderId(1), (order) =>
    Object.assign(order.visits[0], { phase: "completed", completed_at: ended, ended_at: ended }),
  )
  await exchange(session)
  await session.replica.order(orderId(1))

  await forgetOldOrders(session)

  assert.equal(session.replica.orderWith(visitId(1)), undefined)
  assert.equal(await (await revived()).replica.order(orderId(1)), null)
  assert.notEqual(await (await revived()).replica.order(orderId(2)), null)
})

test("the queue reads the visible rows only, whatever the phone holds", async () => {
  const { session } = await readyPhone(80)

  const rows = await session.database.read(["queue"], visibleRows)

  assert.equal(rows.length, 30)
})
