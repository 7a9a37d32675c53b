/** A database that an older or a newer program wrote, with a full outbox, is opened and loses nothing. */

import "fake-indexeddb/auto"

import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { test } from "node:test"

import { sha256 } from "../../service_worker/domain/canonical.js"
import { blobBytes, waitingUploads } from "../../service_worker/store/blobs.js"
import { Database } from "../../service_worker/store/database.js"
import { deleteUser, STEPS } from "../../service_worker/store/user_database.js"
import { isUnbroken } from "../../service_worker/sync/integrity.js"
import { enrolment } from "../../service_worker/store/meta.js"
import { firstEntries } from "../../service_worker/store/outbox.js"
import { allSent } from "../../service_worker/store/sent.js"
import { exchange } from "../../service_worker/sync/exchange.js"
import { anOrder, MARCOS } from "./company.js"
import { FakeServer } from "./fake_server.js"
import { answer, revived, unsent } from "./phone.js"
import { rebuild, written } from "./stored_database.js"

const FOLDER = new URL("../recorded/databases/", import.meta.url)
const RECORDED = readdirSync(FOLDER).sort(
  (one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10),
)
const NAME = `fieldapp-${MARCOS.id}`
const PLANTED = [
  ...STEPS,
  (database, transaction) => {
    database.createObjectStore("planted", { keyPath: "id" })
    transaction.objectStore("outbox").createIndex("name", "name")
  },
]

const recorded = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"))

/** A phone as it was when the recording ended, and its server. */
async function phoneOf(recording) {
  await deleteUser(MARCOS.id)
  await rebuild(NAME, recording)
  const server = new FakeServer().listen()
  server.hold(anOrder(1), anOrder(2))
  await serverHears(server, recording)
  return { server, session: await revived() }
}

/** What was acknowledged had reached the server. */
async function serverHears(server, { stores }) {
  const meta = new Map(stores.meta.rows)
  const operations = stores.sent.rows.map(([, { bytes }]) => JSON.parse(bytes))
  const { client_id } = meta.get("enrolment")
  const envelope = { client_id, epoch: "e1", cursor: null, operations }
  await server.answer({ url: "/sync", body: JSON.stringify(envelope) })
}

const outboxOf = ({ stores }) => stores.outbox.rows.map(([, { bytes }]) => JSON.parse(bytes))

test("every step of the schema has its recording", () => {
  const wanted = STEPS.map((_, index) => `${index + 1}.json`)
  assert.deepEqual(RECORDED, wanted)
})

for (const file of RECORDED) {
  const recording = recorded(file)
  const name = recording.version

  test(`the steps up to version ${name} still make the schema that was shipped`, async () => {
    const shipped = new Database("schema", STEPS.slice(0, recording.version))
    await shipped.read(["meta"], async () => {})
    const { stores } = await written("schema")
    await shipped.destroy()

    const schemas = (all) => Object.entries(all).map(([store, { schema }]) => [store, schema])
    assert.deepEqual(schemas(stores), schemas(recording.stores))
  })

  test(`the full outbox of version ${name} reaches the server whole and in order`, async () => {
    const { server, session } = await phoneOf(recording)
    const kept = outboxOf(recording)
    assert.deepEqual(await unsent(session), kept)

    await answer(session, "cn", "13.5")
    await exchange(session)

    const bare = ({ sequence: _sequence, chain: _chain, ...operation }) => operation
    const arrived = server.ledger.slice(-kept.length - 1)
    assert.deepEqual(arrived.slice(0, -1), kept.map(bare))
    assert.deepEqual(arrived.at(-1).arguments.value, "13.5")
    assert.deepEqual(await unsent(session), [])
  })

  test(`the photo of version ${name} is still whole`, async () => {
    const { session } = await phoneOf(recording)

    await session.database.read(["uploads", "blobs"], async (transaction) => {
      const [upload] = await waitingUploads(transaction)
      const bytes = await blobBytes(transaction, upload.sha256)
      assert.equal(await sha256(bytes.slice(0)), upload.sha256)
    })
  })
}

/** Open the newest recording with these steps; it holds what it held. */
async function opensWhole(steps) {
  const recording = recorded(RECORDED.at(-1))
  const database = new Database(NAME, steps)
  const { client, entries, sent } = await database.read(
    ["meta", "outbox", "sent"],
    async (transaction) => {
      const [client, entries, sent] = await Promise.all([
        enrolment(transaction),
        firstEntries(transaction),
        allSent(transaction),
      ])
      return { client, entries, sent }
    },
  )
  assert.deepEqual(
    entries.map(({ bytes }) => JSON.parse(bytes)),
    outboxOf(recording),
  )
  assert.equal(sent.length, recording.stores.sent.rows.length)
  assert.equal(await isUnbroken(entries, client.chain), true)
  return database
}

async function asRecorded() {
  await deleteUser(MARCOS.id)
  await rebuild(NAME, recorded(RECORDED.at(-1)))
}

test("the next step finds the full outbox and may add to its store", async () => {
  await asRecorded()

  const database = await opensWhole(PLANTED)

  const [first] = await database.read(["outbox", "planted"], (transaction) =>
    transaction.objectStore("outbox").index("name").getAll("attach_evidence"),
  )
  assert.equal(first.name, "attach_evidence")
  await database.close()
})

test("a step that fails leaves the database as it was", async () => {
  await asRecorded()
  const failing = new Database(NAME, [
    ...STEPS,
    (database) => {
      database.createObjectStore("half")
      throw new Error("planted")
    },
  ])

  await assert.rejects(failing.read(["outbox"], firstEntries))

  const database = await opensWhole(STEPS)
  await database.close()
  assert.equal((await written(NAME)).version, STEPS.length)
})

test("an older program still works on the database of a newer one", async () => {
  await asRecorded()
  await (await opensWhole(PLANTED)).close()

  const database = await opensWhole(STEPS)

  await database.write(["outbox"], async (transaction) => transaction.objectStore("outbox").clear())
  assert.deepEqual(await database.read(["outbox"], firstEntries), [])
  await database.close()
})

test("an open connection gives way to a newer program, and comes back", async () => {
  await asRecorded()
  const older = await opensWhole(STEPS)

  const newer = await opensWhole(PLANTED)

  const [entries] = await Promise.all([
    older.read(["outbox"], firstEntries),
    newer.read(["outbox"], firstEntries),
  ])
  assert.equal(entries.length, outboxOf(recorded(RECORDED.at(-1))).length)
  await Promise.all([older.close(), newer.close()])
})

test("a write that began before the newer program came is kept", async () => {
  await asRecorded()
  const older = await opensWhole(STEPS)
  const put = (transaction) => transaction.objectStore("meta").put("kept", "planted")
  const writing = older.write(["meta"], put)

  const newer = await opensWhole(PLANTED)

  await writing
  const read = (transaction) => transaction.objectStore("meta").get("planted")
  assert.equal(await newer.read(["meta"], read), "kept")
  await Promise.all([older.close(), newer.close()])
})
