// IndexedDB's requests and transactions as promises, as far as this worker needs them.

/** @typedef {(database: any, transaction: any) => void} Step one version of a schema, from the one before */
/** @typedef {{ blocking: () => void, terminated: () => void }} Callbacks */

const CALLS = ["add", "clear", "count", "delete", "get", "getAll", "getAllKeys", "put"]

/**
 * Bring the database to the last step; one that a newer program made is opened as it is, since
 * schemas only grow.
 * @param {string} name @param {Step[]} steps @param {Callbacks} callbacks @returns {Promise<IDBDatabase>}
 */
export async function open(name, steps, { blocking, terminated }) {
  const database = await reach(name, steps).catch((error) => {
    if (error.name !== "VersionError") throw error
    return done(indexedDB.open(name))
  })
  database.onversionchange = blocking
  database.onclose = terminated
  return database
}

/** @param {string} name @param {Step[]} steps */
function reach(name, steps) {
  const request = indexedDB.open(name, steps.length)
  request.onupgradeneeded = ({ oldVersion }) => {
    for (const step of steps.slice(oldVersion)) step(request.result, request.transaction)
  }
  return done(request)
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
