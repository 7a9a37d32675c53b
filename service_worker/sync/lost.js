// Photos and signatures whose bytes this phone lost: named to her in Envios, and to the office.

import { TECHNICIAN_SLOT } from "../domain/signing.js"
import { expand } from "../domain/checklists.js"
import { allUploads, putUpload } from "../store/blobs.js"
import { absentThings, isTimeToLook } from "./absent.js"
import { post } from "./answer.js"
import { tellChanged } from "./pages.js"

/** @typedef {import("../store/database.js").Transaction} Transaction */
/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../store/replica.js").Order} Order */
/** @typedef {import("../store/blobs.js").Upload} Upload */

const MOST_ASKED = 1_000

/**
 * Tell the office what will not come. What another phone of hers announced counts as lost only
 * when the office says so: that phone may still bring it.
 * @param {Session} session
 */
export async function tellLost(session) {
  const { database, now } = session
  const unsure = await unsureOf(session)
  if (unsure.length === 0) return
  const answer = await ask(unsure)
  if (answer.kind !== "received") return
  const named = new Set(answer.body.lost)
  const absent = new Set(answer.body.missing.map((/** @type {any} */ { sha256 }) => sha256))
  const told = unsure.filter(({ sha256 }) => named.has(sha256))
  const here = unsure.filter(({ sha256 }) => !absent.has(sha256))
  await database.write(["uploads"], async (transaction) => {
    for (const upload of told) putUpload(transaction, { ...upload, is_told: true })
    for (const upload of here) putUpload(transaction, { ...upload, received_at: now() })
  })
  if (told.length + here.length) await tellChanged(["outbox"])
}

/** What the office was not told of; now and then everything that may be lost. @param {Session} session */
async function unsureOf(session) {
  const lost = await session.database.read(["uploads"], lostUploads)
  const unsure = isTimeToLook(session)
    ? [...lost, ...(await absentThings(session))]
    : lost.filter(({ is_told }) => !is_told)
  return unsure.slice(0, MOST_ASKED)
}

/** @param {Upload[]} uploads */
function ask(uploads) {
  const digests = uploads.map(({ sha256 }) => sha256)
  const body = JSON.stringify({ sha256: digests, lost: digests })
  const headers = { "Content-Type": "application/json", Accept: "application/json" }
  return post("/sync/evidence/missing", { headers, body }, (own) => own?.missing && own?.lost)
}

/** What she has to take or collect again, as long as her orders still name it. @param {Session} session */
export async function lostThings({ database, replica, user }) {
  const uploads = await database.read(["uploads"], lostUploads)
  const digests = new Set(uploads.map(({ sha256 }) => sha256))
  const ids = [...new Set(uploads.map(({ work_order_id }) => work_order_id))]
  const orders = await Promise.all(ids.map((id) => replica.order(id)))
  return orders.flatMap((order) => (order ? lostOf(order, user.id, digests) : []))
}

/** @param {Transaction} transaction */
async function lostUploads(transaction) {
  const uploads = await allUploads(transaction)
  return uploads.filter(({ is_missing, received_at }) => is_missing && !received_at)
}

/** @param {Order} order @param {string} userId @param {Set<string>} digests */
function lostOf({ document, known }, userId, digests) {
  const own = document.visits.filter((/** @type {any} */ visit) => visit.technician.id === userId)
  return own.flatMap((/** @type {any} */ visit) => {
    const items = expand(known.templates.get(visit.template_version_id) ?? null, document)
    const photos = visit.evidence.filter(
      (/** @type {any} */ { sha256, removed, received }) =>
        !removed && !received && digests.has(sha256),
    )
    const { signature_sha256, manifest_sha256 } = visit.sign_offs.at(-1) ?? {}
    const isUnsigned = digests.has(signature_sha256) || digests.has(manifest_sha256)
    const about = { number: document.number, visit_id: visit.id }
    return [
      ...photos.map((/** @type {any} */ { sha256, item_id, caption, taken_at }) => {
        const item = items.find(({ id }) => id === item_id)
        const is_signature = item_id === TECHNICIAN_SLOT
        const name = item ? `${item.prompt} ${item.repeat || ""}`.trim() : caption
        return { ...about, is_signature, sha256, name: name ?? "", at: taken_at }
      }),
      ...(isUnsigned ? [{ ...about, is_signature: true, sha256: "", name: "", at: null }] : []),
    ]
  })
}
