// Small pictures for lists: drawn once from the photo on this phone, then kept beside it.

import { pictureOf, putSmall, smallOf } from "../store/blobs.js"
import { Mutex } from "../store/mutex.js"
import { release } from "../store/release.js"

/** @typedef {import("../store/blobs.js").Picture} Picture */

const WIDTH_PX = 360
const QUALITY = 0.7
const TYPE = "image/jpeg"

/** One at a time: a list of fifty photos needs the memory of one. */
const drawing = new Mutex()

/**
 * @param {import("../store/session.js").Session} session
 * @param {string} sha256
 * @returns {Promise<Picture | null>} null when the photo is not on this phone
 */
export async function smallPicture({ database }, sha256) {
  const kept = await database.read(["blobs"], (transaction) => smallOf(transaction, sha256))
  if (kept) return { bytes: kept, media_type: TYPE }
  return drawing.run(async () => {
    const whole = await database.read(["blobs", "uploads"], (transaction) =>
      pictureOf(transaction, sha256),
    )
    const bytes = whole && (await drawn(whole).catch(() => null))
    if (!bytes) return whole
    await database
      .write(["blobs"], (transaction) => putSmall(transaction, sha256, bytes))
      .catch(() => {})
    return { bytes, media_type: TYPE }
  })
}

/** @param {Picture} picture */
async function drawn({ bytes, media_type }) {
  const photo = new Blob([bytes], { type: media_type })
  release(bytes)
  const bitmap = await createImageBitmap(photo, { resizeWidth: WIDTH_PX, resizeQuality: "medium" })
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0)
  bitmap.close()
  const small = await canvas.convertToBlob({ type: TYPE, quality: QUALITY })
  canvas.width = 0 // its memory is given back now, not when somebody counts
  return small.arrayBuffer()
}
