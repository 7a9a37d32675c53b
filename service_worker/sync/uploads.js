// Photos and signatures after the operations: newest order first, three at a time, in chunks.

import { nowIso } from "../clock.js"
import { sha256 as digestOf } from "../domain/canonical.js"
import { blobBytes, putUpload, waitingUploads } from "../store/blobs.js"
import { post } from "./answer.js"
import { sendChunk } from "./chunk.js"
import { tellChanged, tellPages } from "./pages.js"

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
  await tellChanged(["outbox", ...waiting.map((upload) => upload.work_order_id)])
  return sent.every(Boolean)
}

/** Is this photo on its way just now? @param {string} sha256 */
export function isUploading(sha256) {
  return moving.has(sha256)
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
  const isThere = await sendFrom(upload.sha256, bytes, from)
  const sent_bytes = moving.get(upload.sha256) ?? from
  moving.delete(upload.sha256)
  if (isThere) await markReceived(session, upload)
  else await markFailed(session, { ...upload, sent_bytes })
  return isThere
}

/** @param {string} sha256 @param {ArrayBuffer} bytes @param {number} from */
async function sendFrom(sha256, bytes, from) {
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
    tellProgress(sha256, offset, bytes.byteLength)
  }
  return true
}

/** @param {string} sha256 @param {number} sent @param {number} size */
function tellProgress(sha256, sent, size) {
  return tellPages({ type: "upload", sha256, percent: Math.floor((100 * sent) / size), size })
}

/** @param {Session} session @param {Upload} upload */
function markReceived({ database }, upload) {
  return database.write(["uploads"], (transaction) =>
    putUpload(transaction, { ...upload, received_at: nowIso() }),
  )
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
