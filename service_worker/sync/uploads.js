// Photos and signatures after the operations: newest order first, three at a time, in chunks.

import { nowIso } from "../clock.js"
import { sha256 as digestOf } from "../domain/canonical.js"
import { blobBytes, putUpload, waitingUploads } from "../store/blobs.js"
import { rowsOfOrder } from "../store/queue.js"
import { post } from "./answer.js"
import { sendChunk } from "./chunk.js"
import { tellChanged, tellPages } from "./pages.js"
import { DEFAULT_ZONE, sendingLabel, ticksOf } from "./words.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../store/blobs.js").Upload} Upload */

const AT_ONCE = 3
const MOST_ASKED = 1_000
const FIRST_CHUNK_BYTES = 262_144
const LARGEST_CHUNK_BYTES = 1_048_576

/** How far each photo that is on its way has come. @type {Map<string, number>} */
const moving = new Map()

/** Send what the server lacks. @param {Session} session @returns {Promise<boolean>} is everything there now? */
export async function sendUploads(session) {
  const all = await session.database.read(["uploads"], waitingUploads)
  const waiting = all.slice(0, MOST_ASKED)
  if (waiting.length === 0) return true
  const offsets = await missingOffsets(waiting)
  if (!offsets) return false
  const there = waiting.filter((upload) => !offsets.has(upload.sha256))
  for (const upload of there) await markReceived(session, upload)
  const lacking = waiting.filter((upload) => offsets.has(upload.sha256))
  const sent = await inTurns(lacking, (upload) =>
    send(session, upload, offsets.get(upload.sha256) ?? 0),
  )
  await tellChanged(["outbox", ...(await visitsOf(session, waiting))])
  return sent.every(Boolean)
}

/** The visits whose pages show these. @param {Session} session @param {Upload[]} uploads */
async function visitsOf({ database }, uploads) {
  const orders = [...new Set(uploads.map((upload) => upload.work_order_id))]
  const rows = await database.read(["queue"], (transaction) =>
    Promise.all(orders.map((id) => rowsOfOrder(transaction, id))),
  )
  return rows.flat().map((row) => row.visit_id)
}

/** How much of it went up so far, null when it is not on its way just now. @param {Upload} upload */
export function percentOf({ sha256, size_bytes }) {
  const sent = moving.get(sha256)
  return sent === undefined ? null : Math.floor((100 * sent) / Math.max(size_bytes, 1))
}

/** How far the server has each digest that it lacks. @param {Upload[]} uploads */
async function missingOffsets(uploads) {
  const body = JSON.stringify({ sha256: uploads.map((upload) => upload.sha256) })
  const headers = { "Content-Type": "application/json", Accept: "application/json" }
  const answer = await post("/sync/evidence/missing", { headers, body }, (own) =>
    Array.isArray(own?.missing),
  )
  if (answer.kind !== "received") return null
  /** @type {{ sha256: string, offset: number }[]} */
  const missing = answer.body.missing
  return new Map(missing.map(({ sha256, offset }) => [sha256, offset]))
}

/** @template T @param {T[]} things @param {(thing: T) => Promise<boolean>} work */
async function inTurns(things, work) {
  const waiting = [...things]
  /** @type {boolean[]} */
  const results = []
  const turn = async () => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift())
      results.push(await work(thing))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, turn))
  return results
}

/** @param {Session} session @param {Upload} upload @param {number} from */
async function send(session, upload, from) {
  const bytes = await session.database.read(["blobs"], (transaction) =>
    blobBytes(transaction, upload.sha256),
  )
  if (!bytes || (await digestOf(bytes)) !== upload.sha256) return markDamaged(session, upload)
  moving.set(upload.sha256, from)
  await tellProgress(upload)
  const isThere = await sendFrom(upload, bytes, from)
  const sent_bytes = moving.get(upload.sha256) ?? from
  moving.delete(upload.sha256)
  if (isThere) await markReceived(session, upload)
  else await markFailed(session, { ...upload, sent_bytes })
  return isThere
}

/** @param {Upload} upload @param {ArrayBuffer} bytes @param {number} from */
async function sendFrom(upload, bytes, from) {
  const { sha256 } = upload
  let offset = from
  let size = FIRST_CHUNK_BYTES
  let setbacks = 0
  while (offset < bytes.byteLength) {
    const next = await sendChunk(sha256, bytes, offset, size)
    if (next === null) return false
    if (next <= offset && ++setbacks > AT_ONCE) return false
    size = next > offset ? Math.min(size * 2, LARGEST_CHUNK_BYTES) : FIRST_CHUNK_BYTES
    offset = next
    moving.set(sha256, offset)
    if (offset < bytes.byteLength) tellProgress(upload)
  }
  return true
}

/** @param {Upload} upload */
function tellProgress(upload) {
  const label = sendingLabel(percentOf(upload) ?? 0, upload.size_bytes)
  return tellPages({ type: "upload", sha256: upload.sha256, label })
}

/** @param {Session} session @param {Upload} upload */
async function markReceived({ database, replica }, upload) {
  const received_at = nowIso()
  await database.write(["uploads"], (transaction) =>
    putUpload(transaction, { ...upload, received_at }),
  )
  const { time_zone = DEFAULT_ZONE } = await replica.single("organization")
  const label = ticksOf("received", received_at, time_zone)
  return tellPages({ type: "upload", sha256: upload.sha256, label })
}

/** After the third time she is told. @param {Session} session @param {Upload} upload */
function markFailed({ database }, upload) {
  return database.write(["uploads"], (transaction) =>
    putUpload(transaction, { ...upload, failures: (upload.failures ?? 0) + 1 }),
  )
}

/** The bytes are not those of the digest: nothing that can be sent. @param {Session} session @param {Upload} upload */
async function markDamaged({ database }, upload) {
  await database.write(["uploads"], (transaction) =>
    putUpload(transaction, { ...upload, is_missing: true }),
  )
  return true
}
