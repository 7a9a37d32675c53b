// One piece of one upload.

const TIMEOUT_MS = 60_000

/** Statuses that carry the offset to go on from. */
const TELLS_OFFSET = new Set([204, 409])

/** The server threw its part away: the bytes arrived damaged. */
const DIGEST_MISMATCH = 460

/**
 * Send the bytes from an offset on.
 * @param {string} sha256
 * @param {ArrayBuffer} bytes
 * @param {number} offset
 * @param {number} size
 * @returns {Promise<number | null>} where to go on, or null when nobody can tell now
 */
export async function sendChunk(sha256, bytes, offset, size) {
  try {
    const response = await fetch(`/sync/evidence/${sha256}`, {
      method: "PATCH",
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "Content-Type": "application/octet-stream",
        "Upload-Offset": String(offset),
        "Upload-Length": String(bytes.byteLength),
      },
      body: bytes.slice(offset, offset + size),
    })
    return offsetIn(response)
  } catch {
    return null
  }
}

/** @param {Response} response */
function offsetIn(response) {
  if (response.status === DIGEST_MISMATCH) return 0
  const told = response.headers.get("Upload-Offset")
  return TELLS_OFFSET.has(response.status) && told !== null ? Number(told) : null
}
