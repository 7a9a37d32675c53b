// One IndexedDB database, reopened when the browser closes it under our feet.

import { Problem } from "../problem.js"
import { begin, open, remove } from "./requests.js"

/** @typedef {any} Transaction what `begin` gives */
/** @typedef {import("./requests.js").Step} Step */

const CLOSED = new Set(["InvalidStateError", "AbortError", "UnknownError"])

export class Database {
  #name
  #steps
  /** @type {Promise<any> | null} */
  #connection = null

  /** @param {string} name @param {Step[]} steps of its schema, one a version */
  constructor(name, steps) {
    this.#name = name
    this.#steps = steps
  }

  get name() {
    return this.#name
  }

  /**
   * @template T
   * @param {string[]} stores
   * @param {(transaction: Transaction) => Promise<T>} work awaits nothing but its own requests
   * @returns {Promise<T>}
   */
  read(stores, work) {
    return this.#twice(async () => work(await this.#begin(stores, "readonly")))
  }

  /**
   * Do the work whole or not at all; resolves when it is on the disk.
   * The work may run twice, when a closed connection is opened again.
   * @template T
   * @param {string[]} stores
   * @param {(transaction: Transaction) => Promise<T>} work awaits nothing but its own requests
   * @returns {Promise<T>}
   */
  write(stores, work) {
    return this.#twice(async () => {
      const transaction = await this.#begin(stores, "readwrite")
      try {
        const result = await work(transaction)
        await transaction.done
        return result
      } catch (error) {
        abort(transaction)
        throw error
      }
    })
  }

  async close() {
    const connection = await this.#connection?.catch(() => null)
    this.#connection = null
    connection?.close()
  }

  async destroy() {
    await this.close()
    await remove(this.#name)
  }

  /** @template T @param {() => Promise<T>} attempt @returns {Promise<T>} */
  async #twice(attempt) {
    try {
      return await attempt()
    } catch (error) {
      if (!isClosed(error)) throw asProblem(error)
      await this.close()
      return attempt().catch((again) => Promise.reject(asProblem(again)))
    }
  }

  /** @param {string[]} stores @param {IDBTransactionMode} mode */
  async #begin(stores, mode) {
    this.#connection ??= this.#open()
    return begin(await this.#connection, stores, mode)
  }

  #open() {
    const opening = open(this.#name, this.#steps, {
      blocking: () => this.close(),
      terminated: () => (this.#connection = null),
    })
    opening.catch(() => (this.#connection = null))
    return opening
  }
}

/** @param {unknown} error */
function isClosed(error) {
  return error instanceof DOMException && CLOSED.has(error.name)
}

/** @param {unknown} error */
function asProblem(error) {
  const isFull = error instanceof DOMException && error.name === "QuotaExceededError"
  return isFull ? new Problem("storage_full", {}) : error
}

/** @param {Transaction} transaction */
function abort(transaction) {
  try {
    transaction.abort()
  } catch {
    // It has ended already: nothing of it is left to undo.
  }
}
