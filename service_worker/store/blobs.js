// Photos and signatures by digest; how far each has gone is kept apart from its bytes.

import { put } from "./written.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/**
 * @typedef {{ sha256: string, size_bytes: number, media_type: string, work_order_id: string,
 *   added_at: string, received_at: string | null, is_missing?: boolean, is_told?: boolean,
 *   failures?: number, sent_bytes?: number, look?: Look }} Upload
 * How the photo looks, and what speaks for taking it again until she keeps it all the same.
 * @typedef {{ doubt: string | null, fingerprint: string | null }} Look
 */

/** @param {Transaction} transaction @param {Upload} upload @param {ArrayBuffer} bytes */
export function putBlob(transaction, upload, bytes) {
  put(transaction, "blobs", bytes, upload.sha256)
  return put(transaction, "uploads", upload)
}

/** @param {Transaction} transaction @param {string} sha256 @returns {Promise<ArrayBuffer | undefined>} */
export function blobBytes(transaction, sha256) {
  return transaction.objectStore("blobs").get(sha256)
}

/** @typedef {{ bytes: ArrayBuffer, media_type: string }} Picture */

/** @param {Transaction} transaction over blobs and uploads @param {string} sha256 @returns {Promise<Picture | null>} */
export async function pictureOf(transaction, sha256) {
  const [bytes, upload] = await Promise.all([
    blobBytes(transaction, sha256),
    uploadOf(transaction, sha256),
  ])
  return bytes ? { bytes, media_type: upload?.media_type ?? "application/octet-stream" } : null
}

/** @param {Transaction} transaction @param {string} sha256 @returns {Promise<ArrayBuffer | undefined>} */
export function smallOf(transaction, sha256) {
  return blobBytes(transaction, `${sha256} small`)
}

/** @param {Transaction} transaction @param {string} sha256 @param {ArrayBuffer} bytes */
export function putSmall(transaction, sha256, bytes) {
  return put(transaction, "blobs", bytes, `${sha256} small`)
}

/** Newest first. @param {Transaction} transaction @returns {Promise<Upload[]>} */
export async function waitingUploads(transaction) {
  /** @type {Upload[]} */
  const uploads = await transaction.objectStore("uploads").getAll()
  return uploads
    .filter((upload) => !upload.received_at && !upload.is_missing)
    .sort((one, other) => (one.added_at < other.added_at ? 1 : -1))
}

/** @param {Transaction} transaction @param {Upload} upload */
export function putUpload(transaction, upload) {
  return put(transaction, "uploads", upload)
}

/** Digests that should be here and are not. @param {Transaction} transaction @returns {Promise<Upload[]>} */
export async function missingBlobs(transaction) {
  const [uploads, held] = await Promise.all([
    waitingUploads(transaction),
    transaction.objectStore("blobs").getAllKeys(),
  ])
  const digests = new Set(held)
  return uploads.filter((upload) => !digests.has(upload.sha256))
}

/** Ask the server again about all that is still held. @param {Transaction} transaction over "uploads" */
export async function doubtUploads(transaction) {
  for (const upload of await allUploads(transaction))
    if (upload.received_at) put(transaction, "uploads", { ...upload, received_at: null })
}

/** Forget what the server has verified. @param {Transaction} transaction @param {Upload} upload */
export function deleteBlob(transaction, { sha256 }) {
  transaction.objectStore("blobs").delete(sha256)
  transaction.objectStore("blobs").delete(`${sha256} small`)
  return transaction.objectStore("uploads").delete(sha256)
}

/** @param {Transaction} transaction @returns {Promise<Upload[]>} */
export function allUploads(transaction) {
  return transaction.objectStore("uploads").getAll()
}

/** @param {Transaction} transaction @param {string} sha256 @returns {Promise<Upload | undefined>} */
export function uploadOf(transaction, sha256) {
  return transaction.objectStore("uploads").get(sha256)
}

/** How many photos wait here and how many the server has verified. @param {Transaction} transaction over "uploads" */
export async function countPhotos(transaction) {
  const uploads = await allUploads(transaction)
  const photos = uploads.filter(
    ({ media_type, is_missing }) => media_type.startsWith("image/") && !is_missing,
  )
  const received = photos.filter(({ received_at }) => received_at).length
  return { type: "space", received, waiting: photos.length - received }
}
