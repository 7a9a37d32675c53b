/**
 * Shrinks a photo away from the page: upright, 1600 px at most, JPEG without metadata,
 * its SHA-256 at once. What cannot be decoded here but is a photo travels as it is.
 */

import { measured } from "./photo_measures.js"

const LONGEST_SIDE = 1600
const LARGEST_PIXELS = 40_000_000
const QUALITY = 0.82
const SMALL_WIDTH = 360
const SMALL_QUALITY = 0.7

/** @import { Measures } from "./photo_measures.js" */
/** @typedef {{ ok: true, photo: Blob, sha256: string, small?: Blob, measures?: Measures }} Shrunk `small` is for lists */
/** @typedef {{ ok: false, code: string }} Refused */

/** @param {MessageEvent<{ id: number, file?: Blob, frame?: ImageBitmap }>} event */
self.onmessage = async ({ data: { id, file, frame } }) => {
  const shrinking = frame ? drawn(frame) : shrink(/** @type {Blob} */ (file))
  const answer = await shrinking.catch((fault) => ({ ok: false, code: codeOf(fault) }))
  self.postMessage({ id, ...answer })
}

/** @param {Blob} file @returns {Promise<Shrunk | Refused>} */
async function shrink(file) {
  if (!file.size) return { ok: false, code: "photo_empty" }
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer())
  const kind = kindOf(head)
  if (!kind) return { ok: false, code: "photo_not_an_image" }
  const size = sizeOf(kind, head)
  if (size && size.width * size.height > LARGEST_PIXELS)
    return { ok: false, code: "photo_too_large" }
  if (kind === "image/jpeg" && (await isCut(file))) return { ok: false, code: "photo_cut" }
  const bitmap = await decoded(file)
  if (!bitmap)
    return kind === "image/heic"
      ? whole(file.slice(0, file.size, kind))
      : { ok: false, code: "photo_cut" }
  return drawn(bitmap)
}

/** @param {Blob} file */
async function decoded(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" })
  } catch {
    return null
  }
}

/** @param {ImageBitmap} bitmap @returns {Promise<Shrunk | Refused>} */
async function drawn(bitmap) {
  const { width, height } = bitmap
  if (width * height > LARGEST_PIXELS) {
    bitmap.close()
    return { ok: false, code: "photo_too_large" }
  }
  const canvas = canvasOf(bitmap, Math.min(1, LONGEST_SIDE / Math.max(width, height)))
  bitmap.close()
  const writing = written(canvas, QUALITY)
  const little = canvasOf(canvas, Math.min(1, SMALL_WIDTH / canvas.width))
  const measures = measuresOf(little) // while another thread writes the photo
  const photo = await writing
  giveBack(canvas)
  const small = await written(little, SMALL_QUALITY)
  giveBack(little)
  return { ...(await whole(photo)), small, measures }
}

/** @param {ImageBitmap | OffscreenCanvas} picture @param {number} scale */
function canvasOf(picture, scale) {
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  )
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (
    canvas.getContext("2d", { alpha: false })
  )
  pen.fillStyle = "#fff"
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = "high"
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** @param {OffscreenCanvas} canvas @param {number} quality */
function written(canvas, quality) {
  return canvas.convertToBlob({ type: "image/jpeg", quality })
}

/** @param {OffscreenCanvas} little */
function measuresOf(little) {
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (little.getContext("2d"))
  return measured(pen.getImageData(0, 0, little.width, little.height))
}

/** Its memory is free now, not when somebody counts. @param {OffscreenCanvas} canvas */
function giveBack(canvas) {
  canvas.width = 0
}

/** @param {Blob} photo @returns {Promise<Shrunk>} */
async function whole(photo) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await photo.arrayBuffer()))
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return { ok: true, photo, sha256 }
}

/** Told by the first bytes, never by the name. @param {Uint8Array} head */
function kindOf(head) {
  const text = String.fromCharCode(...head.slice(0, 16))
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg"
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png"
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "image/webp"
  const brand = text.slice(4, 8) === "ftyp" ? text.slice(8, 12) : ""
  return ["heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"].includes(brand)
    ? "image/heic"
    : null
}

/** The size as the header says it, before anything is decoded. @param {string} kind @param {Uint8Array} head */
function sizeOf(kind, head) {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (kind === "image/png" && head.length >= 24) {
    return { width: view.getUint32(16), height: view.getUint32(20) }
  }
  return kind === "image/jpeg" ? jpegSize(view) : null
}

/** @param {DataView} view */
function jpegSize(view) {
  let at = 2
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** A JPEG without its end mark was cut; some cameras pad it with zeros or more. @param {Blob} file */
async function isCut(file) {
  const tail = new Uint8Array(await file.slice(Math.max(0, file.size - 65_536)).arrayBuffer())
  for (let at = tail.length - 2; at >= 0; at -= 1) {
    if (tail[at] === 0xff && tail[at + 1] === 0xd9) return false
  }
  return true
}

/** @param {unknown} fault */
function codeOf(fault) {
  return fault instanceof RangeError ? "photo_too_large" : "photo_cut"
}
