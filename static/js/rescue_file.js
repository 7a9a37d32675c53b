/**
 * Writes rescue files: what this phone could not send, as text that any messenger carries,
 * sealed so that only the server opens it. Mirror: fieldapp/services/rescue_file.py.
 */

const FORMAT = "VISADA-RESCUE 1"
const INFO = "visada rescue 1"
const LARGEST_FILE = 40_000_000
const OPERATIONS_A_RECORD = 100
const NONCE_BYTES = 12
const CURVE = { name: "ECDH", namedCurve: "P-256" }

/**
 * @typedef {{ sha256: string, read: () => Promise<ArrayBuffer | undefined> }} Proof
 * @typedef {{ user_id: string, client_id: string, offset_ms: number, operations: string[],
 *   evidence: Proof[], rescue: { key: string, secret: string } }} Held
 */

/**
 * Each file holds all operations, so that each can be taken in by itself; the photos are
 * spread over as many as it takes.
 * @param {Held} held
 * @returns {Promise<Blob[]>}
 */
export async function rescueFiles(held) {
  const files = [await beginFile(held)]
  for (const { sha256, read } of held.evidence) {
    const bytes = await read()
    if (!bytes) continue
    if (size(files) + bytes.byteLength * 1.4 > LARGEST_FILE) files.push(await beginFile(held))
    await files[files.length - 1].add({ kind: "evidence", sha256 }, bytes)
  }
  for (const file of files) await file.add({ kind: "end" }, new ArrayBuffer(0))
  return files.map(({ parts }) => new Blob(parts, { type: "text/plain" }))
}

/** @param {{ parts: string[] }[]} files of the last of them, in characters */
function size(files) {
  return files[files.length - 1].parts.reduce((sum, part) => sum + part.length, 0)
}

/** @param {Held} held */
async function beginFile(held) {
  const { user_id, client_id, offset_ms } = held
  const { key, point } = await fileKey(held.rescue)
  const header = base64(encoded(JSON.stringify({ user_id, client_id, offset_ms, point })))
  const parts = [`${FORMAT}\n${header}\n`]
  /** @param {object} head @param {ArrayBuffer} body */
  const add = async (head, body) => {
    const plain = joined(encoded(`${JSON.stringify(head)}\n`), new Uint8Array(body))
    parts.push(`${base64(await sealed(key, parts.length - 1, header, plain))}\n`)
  }
  for (let from = 0; from < held.operations.length; from += OPERATIONS_A_RECORD) {
    const some = held.operations.slice(from, from + OPERATIONS_A_RECORD)
    await add({ kind: "operations" }, encoded(`[${some.join(",")}]`).buffer)
  }
  return { parts, add }
}

/** A key of this file alone: ECDH with the server's point, salted with her secret (RFC 5869). @param {Held["rescue"]} rescue */
async function fileKey({ key, secret }) {
  const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"])
  const server = await crypto.subtle.importKey("raw", bytesOf(key), CURVE, false, [])
  const derivation = { name: "ECDH", public: server }
  const shared = await crypto.subtle.deriveBits(derivation, own.privateKey, 256)
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"])
  const spread = { name: "HKDF", hash: "SHA-256", salt: bytesOf(secret), info: encoded(INFO) }
  const cipher = { name: "AES-GCM", length: 256 }
  return {
    key: await crypto.subtle.deriveKey(spread, material, cipher, false, ["encrypt"]),
    point: base64(new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey))),
  }
}

/** @param {CryptoKey} key @param {number} place @param {string} header @param {Uint8Array<ArrayBuffer>} plain */
async function sealed(key, place, header, plain) {
  const iv = new Uint8Array(NONCE_BYTES)
  new DataView(iv.buffer).setUint32(NONCE_BYTES - 4, place)
  const cipher = { name: "AES-GCM", iv, additionalData: encoded(header) }
  return new Uint8Array(await crypto.subtle.encrypt(cipher, key, plain))
}

/** @param {string} text */
function encoded(text) {
  return new TextEncoder().encode(text)
}

/** @param {Uint8Array} one @param {Uint8Array} other */
function joined(one, other) {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** @param {string} text */
function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  const step = 0x8000
  let text = ""
  for (let from = 0; from < bytes.length; from += step)
    text += String.fromCharCode(...bytes.subarray(from, from + step))
  return btoa(text)
}
