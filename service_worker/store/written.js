// Every write passes here, so that the bytes handed to IndexedDB can be counted.

/** @typedef {import("./database.js").Transaction} Transaction */

const counter = { isOn: false, bytes: 0 }

/** @param {Transaction} transaction @param {string} store @param {any} value @param {IDBValidKey} [key] */
export function put(transaction, store, value, key) {
  if (counter.isOn) counter.bytes += sizeOf(value)
  return transaction.objectStore(store).put(value, key)
}

/** Refused when the key exists. @param {Transaction} transaction @param {string} store @param {any} value */
export function add(transaction, store, value) {
  if (counter.isOn) counter.bytes += sizeOf(value)
  return transaction.objectStore(store).add(value)
}

/** Count from zero. */
export function countWrites() {
  counter.isOn = true
  counter.bytes = 0
}

/** Bytes handed over since counting began, 0 when it never did. */
export function writtenBytes() {
  return counter.bytes
}

/** @param {any} value */
function sizeOf(value) {
  if (value instanceof ArrayBuffer) return value.byteLength
  return new TextEncoder().encode(JSON.stringify(value)).length
}
