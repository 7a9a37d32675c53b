/** Photos after the operations: what lacks, in chunks, resumed where the line was cut. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { sha256 } from "../../service_worker/domain/canonical.js"
import {
  allUploads,
  countPhotos,
  blobBytes,
  putBlob,
  putUpload,
  smallOf,
  waitingUploads,
} from "../../service_worker/store/blobs.js"
import { beginEpoch } from "../../service_worker/sync/enrolment.js"
import { checkIntegrity } from "../../service_worker/sync/integrity.js"
import { lostThings, tellLost } from "../../service_worker/sync/lost.js"
import { submit, submitAll } from "../../service_worker/sync/operation_log.js"
import { WHOLE_BATCH } from "../../service_worker/sync/push.js"
import { forgetOldOrders } from "../../service_worker/sync/retention.js"
import { roundTrip } from "../../service_worker/sync/round.js"
import { sendUploads } from "../../service_worker/sync/uploads.js"
import { orderId, visitId } from "./company.js"
import { json } from "./fake_server.js"
import { readyPhone, revived } from "./phone.js"

const ABSENT = "a".repeat(64)
const SIGNED = "b".repeat(64)

/** A place that takes chunks. */
class EvidenceStore {
  parts = new Map()
  chunks = []
  /** Answers to give instead, one a chunk. */
  faults = []
  /** Does the office count this as lost? */
  loses = () => true
  /** Does the office have it from somewhere else? */
  holds = () => false

  async answer({ url, options, body }) {
    if (url.endsWith("/missing")) {
      const { sha256: asked, lost = [] } = JSON.parse(body)
      const sha256 = asked.filter((one) => !this.holds(one))
      return json({ missing: this.#missing(sha256), lost: lost.filter((one) => this.loses(one)) })
    }
    const fault = this.faults.shift()
    if (fault) return fault(this)
    return this.#take(url.split("/").at(-1), options)
  }

  #missing(digests) {
    return digests.map((digest) => ({
      sha256: digest,
      offset: this.parts.get(digest)?.length ?? 0,
    }))
  }

  #take(digest, { headers, body }) {
    const held = this.parts.get(digest) ?? []
    const offset = Number(headers["Upload-Offset"])
    if (offset !== held.length) return told(409, held.length)
    const whole = [...held, ...new Uint8Array(body)]
    this.parts.set(digest, whole)
    this.chunks.push([offset, body.byteLength])
    return told(204, whole.length)
  }
}

function told(status, offset) {
  return new Response(null, { status, headers: { "Upload-Offset": String(offset) } })
}

async function withPhoto(size = 700_000) {
  const { server, session } = await readyPhone()
  const evidence = new EvidenceStore()
  server.answer = (request) => evidence.answer(request)
  const bytes = new Uint8Array(size).map((_, index) => index % 251).buffer
  const digest = await sha256(bytes)
  const upload = {
    sha256: digest,
    size_bytes: size,
    media_type: "image/jpeg",
    work_order_id: orderId(1),
    added_at: server.now,
    received_at: null,
  }
  await session.database.write(["blobs", "uploads"], (transaction) =>
    putBlob(transaction, upload, bytes),
  )
  return { session, server, evidence, digest }
}

const waiting = (session) => session.database.read(["uploads"], waitingUploads)

test("a photo goes in rising chunks and is then received", async () => {
  const { session, evidence, digest } = await withPhoto()

  assert.equal(await sendUploads(session), true)

  assert.deepEqual(evidence.chunks, [
    [0, 262_144],
    [262_144, 437_856],
  ])
  assert.equal(await sha256(new Uint8Array(evidence.parts.get(digest))), digest)
  assert.deepEqual(await waiting(session), [])
})

test("a cut upload goes on where the server has it", async () => {
  const { session, evidence, digest } = await withPhoto()
  evidence.parts.set(
    digest,
    Array.from({ length: 131_072 }, (_, index) => index % 251),
  )

  await sendUploads(session)

  assert.equal(evidence.chunks[0][0], 131_072)
  assert.equal(await sha256(new Uint8Array(evidence.parts.get(digest))), digest)
})

test("a photo that arrived damaged starts again", async () => {
  const { session, evidence, digest } = await withPhoto(1_000)
  evidence.faults.push(() => new Response(null, { status: 460 }))

  assert.equal(await sendUploads(session), true)
  assert.equal(evidence.parts.get(digest).length, 1_000)
})

test("a line that is down leaves the photo waiting", async () => {
  const { session, evidence } = await withPhoto()
  evidence.faults.push(() => Promise.reject(new TypeError("cut")))

  assert.equal(await sendUploads(session), false)
  assert.equal((await waiting(session)).length, 1)
})

test("bytes that are not those of their digest are never sent", async () => {
  const { session, evidence, digest } = await withPhoto(1_000)
  await session.database.write(["blobs"], (transaction) =>
    transaction.objectStore("blobs").put(new ArrayBuffer(1_000), digest),
  )

  await sendUploads(session)

  assert.deepEqual(evidence.chunks, [])
})

test("a photo that the browser threw away is named", async () => {
  const { session, digest } = await withPhoto(1_000)
  await session.database.write(["blobs"], (transaction) =>
    transaction.objectStore("blobs").delete(digest),
  )

  assert.deepEqual(await checkIntegrity(session), { missing_photos: [digest] })
})

test("the office hears once of a photo that this phone lost", async () => {
  const { session, server, digest } = await withPhoto(1_000)
  const told = []
  const answered = server.answer
  server.answer = (request) => {
    const { lost } = request.url.endsWith("/missing") ? JSON.parse(request.body) : {}
    if (lost) told.push(...lost)
    return answered(request)
  }
  await session.database.write(["blobs"], (transaction) =>
    transaction.objectStore("blobs").delete(digest),
  )
  await checkIntegrity(session)

  await tellLost(session)
  await tellLost(session)

  assert.deepEqual(told, [digest])
})

test("a lost photo is named with its order and its item, until it is taken again", async () => {
  const { session, digest } = await withPhoto(1_000)
  const visit_id = visitId(1)
  const photo = { visit_id, sha256: digest, size_bytes: 1_000, media_type: "image/jpeg" }
  const taken = { taken_at: session.now(), position: { unavailable: "denied" }, item_id: "cn" }
  await submit(session, "attach_evidence", { ...photo, ...taken }, { visit_id })
  await session.database.write(["blobs"], (transaction) =>
    transaction.objectStore("blobs").delete(digest),
  )
  await checkIntegrity(session)

  const [lost] = await lostThings(session)
  assert.equal(lost.name, "C/N no ponto da TV")
  assert.deepEqual([lost.visit_id, lost.is_signature], [visit_id, false])

  await submit(session, "remove_evidence", { visit_id, sha256: digest }, { visit_id })
  assert.deepEqual(await lostThings(session), [])
})

test("a photo is kept with its small picture, and its memory is given back", async () => {
  const { session } = await readyPhone()
  const bytes = new Uint8Array(1_000).fill(7).buffer
  const small = new Uint8Array(10).fill(7).buffer
  const digest = await sha256(bytes)
  const visit_id = visitId(1)
  const photo = { visit_id, sha256: digest, size_bytes: 1_000, media_type: "image/jpeg" }
  const taken = { taken_at: session.now(), position: { unavailable: "denied" } }
  await submitAll(session, [
    {
      name: "attach_evidence",
      arguments: { ...photo, ...taken },
      visit_id,
      blobs: [{ sha256: digest, media_type: "image/jpeg", bytes, small }],
    },
  ])

  const [kept, list] = await session.database.read(["blobs"], (transaction) =>
    Promise.all([blobBytes(transaction, digest), smallOf(transaction, digest)]),
  )
  assert.deepEqual([kept?.byteLength, list?.byteLength], [1_000, 10])
  assert.deepEqual([bytes.byteLength, small.byteLength], [0, 0])
})

async function withPhotoOfAnotherClient() {
  const { server, session: before } = await readyPhone()
  const evidence = new EvidenceStore()
  server.edit(orderId(1), ({ visits: [visit] }) => {
    visit.evidence.push({ sha256: ABSENT, item_id: "cn", removed: null, received: false })
    visit.sign_offs.push({ signature_sha256: SIGNED, manifest_sha256: null })
  })
  await roundTrip(before, WHOLE_BATCH)
  server.answer = (request) => evidence.answer(request)
  return { session: await revived(), evidence, server }
}

test("a phone whose browser threw everything away names what its orders wait for", async () => {
  const { session } = await withPhotoOfAnotherClient()

  await tellLost(session)

  const lost = await lostThings(session)
  assert.deepEqual(
    lost.map(({ name, is_signature }) => [name, is_signature]),
    [
      ["C/N no ponto da TV", false],
      ["", true],
    ],
  )
})

test("a photo that this phone lost neither waits on it nor takes its space", async () => {
  const { session } = await withPhotoOfAnotherClient()
  await tellLost(session)

  const { waiting, received } = await session.database.read(["uploads"], countPhotos)

  assert.deepEqual([waiting, received], [0, 0])
})

test("what another phone may still bring is not called lost", async () => {
  const { session, evidence } = await withPhotoOfAnotherClient()
  evidence.loses = () => false

  await tellLost(session)

  assert.deepEqual(await lostThings(session), [])
})

test("what another phone brought after all is lost no more", async () => {
  const { session, evidence } = await withPhotoOfAnotherClient()
  await tellLost(session)
  evidence.holds = () => true

  await tellLost(await revived())

  assert.deepEqual(await lostThings(session), [])
})

test("a restored server is asked again about every photo that is still here", async () => {
  const { session, evidence, digest } = await withPhoto(1_000)
  await sendUploads(session)
  evidence.parts.clear()

  await beginEpoch(session, "e2")
  await sendUploads(session)

  assert.equal(evidence.parts.get(digest).length, 1_000)
})

test("a verified photo leaves with its order a week after the visit, an unsent one never", async () => {
  const { session, server } = await withPhoto(1_000)
  const { answer } = server
  const ended = new Date(Date.now() - 8 * 86_400_000).toISOString()
  delete server.answer
  server.edit(orderId(1), (order) =>
    Object.assign(order.visits[0], { phase: "completed", completed_at: ended, ended_at: ended }),
  )
  await roundTrip(session, WHOLE_BATCH)
  server.answer = answer

  await forgetOldOrders(session)
  assert.equal((await waiting(session)).length, 1)
  await sendUploads(session)
  await session.database.write(["uploads"], async (transaction) => {
    const [upload] = await allUploads(transaction)
    await putUpload(transaction, { ...upload, received_at: ended })
  })
  await forgetOldOrders(session)

  const left = await session.database.read(["uploads", "blobs"], (transaction) =>
    Promise.all([allUploads(transaction), transaction.objectStore("blobs").count()]),
  )
  assert.deepEqual(left, [[], 0])
})

test("a photo of an order that is still on the phone stays", async () => {
  const { session } = await withPhoto(1_000)
  await sendUploads(session)

  await forgetOldOrders(session)

  assert.equal((await session.database.read(["uploads"], allUploads)).length, 1)
})

test("an open page hears how far a photo is, and when the office has it", async (t) => {
  const { session, digest } = await withPhoto()
  const said = []
  const page = { id: "page", postMessage: (message) => said.push(message) }
  globalThis.clients = { matchAll: async () => [page] }
  t.after(() => delete globalThis.clients)

  await sendUploads(session)

  const labels = said.filter(({ type }) => type === "upload")
  assert.ok(labels.every(({ sha256 }) => sha256 === digest))
  const words = labels.map(({ label }) => label.text)
  assert.deepEqual(words.slice(0, 2), ["Enviando 0%", "Enviando 37%"])
  assert.match(words.at(-1), /^Recebida \d\d:\d\d$/)
})
