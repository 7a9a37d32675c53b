/** Appending operations: all or nothing, in sequence, on the disk before "saved". */

import assert from "node:assert/strict"
import { test } from "node:test"

import { Problem } from "../../service_worker/problem.js"
import { rowOfVisit } from "../../service_worker/store/queue.js"
import { countWrites, writtenBytes } from "../../service_worker/store/written.js"
import { submit, submitAll } from "../../service_worker/sync/operation_log.js"
import { isUnbroken } from "../../service_worker/sync/integrity.js"
import { firstEntries } from "../../service_worker/store/outbox.js"
import { enrolment } from "../../service_worker/store/meta.js"
import { orderId, visitId } from "./company.js"
import { answer, note, readyPhone, revived, unsent, visitOn } from "./phone.js"

const NO_POSITION = { unavailable: "timeout" }

test("an answer shows at once and waits in the outbox", async () => {
  const { session } = await readyPhone()

  const { document } = await answer(session, "cn", "9,2")

  assert.equal(document.visits[0].answers.cn.value, "9.2")
  assert.equal((await visitOn(session, orderId(1))).answers.cn.verdict, "amber")
  assert.deepEqual(
    (await unsent(session)).map(({ name, sequence }) => [name, sequence]),
    [["answer_checklist_item", 1]],
  )
})

test("an answer is there after the worker was killed", async () => {
  const { session } = await readyPhone()
  await answer(session, "cn", "13")

  const visit = await visitOn(await revived(), orderId(1))

  assert.equal(visit.answers.cn.value, "13")
})

test("a refused operation leaves nothing behind", async () => {
  const { session } = await readyPhone()

  await assert.rejects(answer(session, "cn", "nine"), { code: "answer_not_a_number" })

  assert.deepEqual(await unsent(session), [])
  assert.deepEqual((await visitOn(session, orderId(1))).answers, {})
})

test("several operations are stored together or not at all", async () => {
  const { session } = await readyPhone()
  const travel = {
    name: "start_travel",
    arguments: { visit_id: visitId(1), position: NO_POSITION },
    visit_id: visitId(1),
  }
  const impossible = {
    name: "resume_work",
    arguments: { visit_id: visitId(2) },
    visit_id: visitId(2),
  }

  await assert.rejects(submitAll(session, [travel, impossible]), Problem)

  assert.deepEqual(await unsent(session), [])
  assert.equal((await visitOn(session, orderId(1))).phase, "planned")
})

test("operations submitted at once keep one gapless chain", async () => {
  const { session } = await readyPhone()

  await Promise.all(
    Array.from({ length: 20 }, (_, index) => note(session, `note ${index}`, 1 + (index % 2))),
  )

  const [entries, client] = await session.database.read(["outbox", "meta"], (transaction) =>
    Promise.all([firstEntries(transaction), enrolment(transaction)]),
  )
  assert.deepEqual(
    entries.map(({ sequence }) => sequence),
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
  assert.equal(await isUnbroken(entries, client.chain), true)
})

test("another worker's writes are not overtaken", async () => {
  const { session } = await readyPhone()
  const other = await revived()
  await note(session, "from the old worker")
  await note(other, "from the new worker")
  await note(session, "from the old worker again")

  assert.deepEqual(
    (await unsent(session)).map(({ sequence }) => sequence),
    [1, 2, 3],
  )
  assert.equal((await session.replica.order(orderId(1))).document.notes.length, 3)
})

test("a database that the browser closed is opened again", async () => {
  const { session } = await readyPhone()
  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function closed(...parts) {
    IDBDatabase.prototype.transaction = begin
    this.close()
    return begin.apply(this, parts)
  }

  await answer(session, "cn", "12")

  assert.equal((await unsent(session)).length, 1)
})

test("a full phone refuses with words and stays as it was", async () => {
  const { session } = await readyPhone()
  const add = IDBObjectStore.prototype.add
  IDBObjectStore.prototype.add = () => {
    throw new DOMException("no space", "QuotaExceededError")
  }

  await assert.rejects(answer(session, "cn", "12"), { code: "storage_full" })
  IDBObjectStore.prototype.add = add

  assert.deepEqual(await unsent(session), [])
})

test("a step changes the queue row in the same transaction", async () => {
  const { session } = await readyPhone()
  const visit_id = visitId(1)

  await submit(session, "start_travel", { visit_id, position: NO_POSITION }, { visit_id })

  const row = await session.database.read(["queue"], (transaction) =>
    rowOfVisit(transaction, visit_id),
  )
  assert.equal(row.phase, "travelling")
  assert.equal(row.place, "0")
})

test("an answer hands at most 4 KB to the database, however long the order", async () => {
  const { session } = await readyPhone()
  for (let index = 0; index < 40; index++) await note(session, "x".repeat(500))

  countWrites()
  await answer(session, "cn", "9.2")

  assert.ok(writtenBytes() > 0)
  assert.ok(writtenBytes() <= 4096, `${writtenBytes()} bytes`)
})
