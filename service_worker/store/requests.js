// IndexedDB's requests and transactions as promises, as far as this worker needs them.

/** @typedef {{ upgrade: (database: any, oldVersion: number) => void, blocking: () => void,
 *   terminated: () => void }} Callbacks */

const CALLS = ["add", "clear", "count", "delete", "get", "getAll", "getAllKeys", "put"]

/** @param {string} name @param {number} version @param {Callbacks} callbacks @returns {Promise<IDBDatabase>} */
export async function open(name, version, { upgrade, blocking, terminated }) {
  const request = indexedDB.open(name, version)
  request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion)
  const database = await done(request)
  database.onversionchange = blocking
  database.onclose = terminated
  return database
}

/** @param {string} name */
export function remove(name) {
  return done(indexedDB.deleteDatabase(name))
}

/** What begins here ends as `done` says. @param {IDBDatabase} database @param {string[]} stores @param {IDBTransactionMode} mode */
export function begin(database, stores, mode) {
  const transaction = database.transaction(stores, mode, { durability: "strict" })
  /** @type {Promise<void>} */
  const ended = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new DOMException("", "AbortError"))
  })
  ended.catch(() => {})
  return {
    done: ended,
    abort: () => transaction.abort(),
    /** @param {string} name */
    objectStore: (name) => new Source(transaction.objectStore(name)),
  }
}

/** A store or an index whose calls are promises. */
class Source {
  #source

  /** @param {any} source */
  constructor(source) {
    this.#source = source
  }

  /** @param {string} name */
  index(name) {
    return new Source(this.#source.index(name))
  }

  /** @param {string} name @param {any[]} values */
  call(name, values) {
    return done(this.#source[name](...values))
  }
}

for (const name of CALLS) {
  const prototype = /** @type {any} */ (Source.prototype)
  prototype[name] = function (/** @type {any[]} */ ...values) {
    return this.call(name, values)
  }
}

/** Nobody need wait for it: a failure ends the transaction too. @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function done(request) {
  const answer = new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  answer.catch(() => {})
  return answer
}
