/** UUIDv7, the identity of operations, RFC 9562 section 5.7 (mirror: fieldapp/ids.py). */

/**
 * A new id that sorts by its millisecond; the rest is random.
 * @param {number} [atMs]
 */
export function uuid7(atMs = Date.now()) {
  const raw = crypto.getRandomValues(new Uint8Array(16))
  const time = atMs.toString(16).padStart(12, "0")
  raw[6] = 0x70 | (raw[6] & 0x0f)
  raw[8] = 0x80 | (raw[8] & 0x3f)
  const hex = time + hexOf(raw.subarray(6))
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")
}

/** @param {Uint8Array} bytes */
function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}
