// The photos of a visit; mirror: fieldapp/web/technician/evidence.py.

import { sha256 } from "../domain/canonical.js"
import { keptPhotos } from "../domain/manifest.js"
import { Problem } from "../problem.js"
import { evidenceScreen } from "../screens/evidence.js"
import { allUploads, pictureOf, putUpload, uploadOf } from "../store/blobs.js"
import { percentOf } from "../sync/uploads.js"
import { sceneOf, sentenceFor, seeOther, show } from "./answering.js"
import { formOf } from "./handler.js"
import { lookIn } from "./looks.js"
import { positionIn } from "./positions.js"
import { record } from "./recording.js"
import { smallPicture } from "./small_pictures.js"
import { visitOf } from "./visit_of.js"

/** @typedef {import("./handler.js").Handler} Handler */
/** @typedef {import("../store/session.js").Session} Session */

const TIMEOUT_MS = 30_000

/** A picture opened by itself is laid out by the browser's own inline style. */
const VIEWER_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'"

/** @type {Handler} */
export async function showEvidence(request, { visit_id }, session) {
  const item_id = new URL(request.url).searchParams.get("item_id") ?? ""
  return page(request, session, visit_id, item_id)
}

/** Keep a photo with its operation and show the photos again. @type {Handler} */
export async function attachEvidence(request, { visit_id }, session) {
  const form = await request.formData()
  try {
    await record(session, ...(await wishesOf(session, visit_id, form)))
    return await page(request, session, visit_id, "")
  } catch (error) {
    if (!(error instanceof Problem) || error.code === "visit_unknown") throw error
    return page(request, session, visit_id, "", error)
  }
}

/** Mark a photo as removed. @type {Handler} */
export async function removeEvidence(_request, { visit_id, sha256 }, session) {
  await record(session, removal(visit_id, sha256))
  return seeOther(`/visits/${visit_id}/evidence`)
}

/** She keeps the photo that was doubted. @type {Handler} */
export async function keepEvidence(_request, { visit_id, sha256 }, { database }) {
  await database.write(["uploads"], async (transaction) => {
    const upload = await uploadOf(transaction, sha256)
    if (upload?.look) putUpload(transaction, { ...upload, look: { ...upload.look, doubt: null } })
  })
  return seeOther(`/visits/${visit_id}/evidence`)
}

/** The same photo under other words: the old entry stays in the history. @type {Handler} */
export async function captionEvidence(request, { visit_id, sha256 }, session) {
  const caption = (await formOf(request)).get("caption") ?? ""
  const { visit } = await visitOf(session, visit_id)
  const photo = keptPhotos(visit).find((each) => each.sha256 === sha256)
  if (!photo) throw new Problem("evidence_unknown", { sha256 })
  const { size_bytes, media_type, taken_at, position, item_id } = photo
  const again = { visit_id, sha256, size_bytes, media_type, taken_at, position, item_id, caption }
  await record(session, removal(visit_id, sha256), {
    name: "attach_evidence",
    arguments: again,
    visit_id,
  })
  return seeOther(`/visits/${visit_id}/evidence`)
}

/** The photo from this phone, else from the server. @type {Handler} */
export async function showPhoto(request, { sha256 }, session) {
  const isSmall = new URL(request.url).searchParams.has("small")
  const picture = isSmall
    ? await smallPicture(session, sha256)
    : await session.database.read(["blobs", "uploads"], (transaction) =>
        pictureOf(transaction, sha256),
      )
  if (!picture) return fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  return new Response(picture.bytes, {
    headers: {
      "Content-Type": picture.media_type,
      "Content-Security-Policy": VIEWER_POLICY,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  })
}

/**
 * @param {Request} request @param {Session} session @param {string} visitId
 * @param {string} itemId @param {Problem | null} [problem]
 */
async function page(request, session, visitId, itemId, problem = null) {
  const { order, visit, template } = await visitOf(session, visitId)
  const here = await withUploads(session, visit)
  const screen = evidenceScreen(order, here, template, itemId, await sceneOf(session))
  const sentence = problem && sentenceFor(problem)
  return show(
    session,
    request,
    "evidence/show.html",
    { ...screen, problem: sentence },
    problem?.status,
  )
}

/** What this phone knows of each photo's way. @param {Session} session @param {Record<string, any>} visit */
async function withUploads(session, visit) {
  const uploads = await session.database.read(["uploads"], allUploads)
  const known = new Map(uploads.map((upload) => [upload.sha256, upload]))
  const evidence = visit.evidence.map((/** @type {any} */ photo) => {
    const upload = known.get(photo.sha256)
    if (!upload) return photo
    const { received_at, failures, is_missing, look } = upload
    const received = photo.received || received_at !== null
    const sent = { received, received_at, failures, is_missing, percent: percentOf(upload) }
    return { ...photo, ...sent, doubt: look?.doubt }
  })
  return { ...visit, evidence }
}

/** The photo, after the removal of the one that it repeats. @param {Session} session @param {string} visitId @param {FormData} form */
async function wishesOf(session, visitId, form) {
  const photo = form.get("photo")
  const small = form.get("small")
  if (!(photo instanceof Blob) || !photo.size)
    throw new Problem("arguments_invalid", { field: "photo" })
  const bytes = await photo.arrayBuffer()
  const digest = await sha256(bytes)
  const repeats = textIn(form, "repeats")
  const attachment = {
    name: "attach_evidence",
    visit_id: visitId,
    blobs: [
      {
        sha256: digest,
        media_type: photo.type,
        bytes,
        small: small instanceof Blob ? await small.arrayBuffer() : null,
        look: lookIn(form.get("measures"), digest, await earlierOf(session, visitId, repeats)),
      },
    ],
    arguments: {
      visit_id: visitId,
      sha256: digest,
      size_bytes: bytes.byteLength,
      media_type: photo.type,
      taken_at: textIn(form, "captured_at") ?? session.now(),
      position: positionIn(fieldsOf(form)),
      item_id: textIn(form, "item_id"),
      caption: textIn(form, "caption"),
      repeats,
    },
  }
  return repeats ? [removal(visitId, repeats), attachment] : [attachment]
}

/** What a new photo could repeat: not what it takes the place of. @param {Session} session @param {string} visitId @param {string | null} repeats */
async function earlierOf(session, visitId, repeats) {
  const [{ visit }, uploads] = await Promise.all([
    visitOf(session, visitId),
    session.database.read(["uploads"], allUploads),
  ])
  const gone = visit.evidence.filter((/** @type {any} */ photo) => photo.removed)
  const removed = new Set([repeats, ...gone.map((/** @type {any} */ photo) => photo.sha256)])
  return uploads.filter(({ sha256 }) => !removed.has(sha256))
}

/** @param {string} visitId @param {string} sha256 */
function removal(visitId, sha256) {
  return { name: "remove_evidence", arguments: { visit_id: visitId, sha256 }, visit_id: visitId }
}

/** @param {FormData} form @param {string} name */
function textIn(form, name) {
  const value = form.get(name)
  return typeof value === "string" && value ? value : null
}

/** The fields that are text. @param {FormData} form */
function fieldsOf(form) {
  return new URLSearchParams(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  )
}
