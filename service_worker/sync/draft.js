// What one submission will write: operations linked to the chain, and their effect.

import { chainHash } from "../domain/canonical.js"
import { parseArguments } from "../operations/arguments.js"
import { operations } from "../operations/registry.js"
import { rowsOf } from "../store/queue.js"
import { perform } from "../store/replay.js"

/** @typedef {import("../store/replica.js").Order} Order */
/** @typedef {import("../store/meta.js").Enrolment} Enrolment */
/** @typedef {import("../store/outbox.js").Entry} Entry */
/**
 * One change that a person wants, at a visit or at an order; its id and time are given once.
 * A loose one needs no order on this phone: what it changes is the server's.
 * @typedef {{ name: string, arguments: Record<string, any>, visit_id?: string,
 *   work_order_id?: string, is_loose?: boolean, blobs?: Blob_[], id: string,
 *   happened_at: string }} Intent
 * A photo or signature that the operation names; both are stored in one transaction.
 * @typedef {{ sha256: string, media_type: string, bytes: ArrayBuffer, small?: ArrayBuffer | null,
 *   look?: import("../store/blobs.js").Look }} Blob_
 */

export class Draft {
  /** @type {Map<string, Order>} */
  #before = new Map()
  /** @type {Map<string, Order>} */
  #after = new Map()

  /** @type {Entry[]} */
  entries = []
  /** @type {{ document: any, operation: any }[]} */
  submitted = []
  /** @type {{ upload: import("../store/blobs.js").Upload, bytes: ArrayBuffer, small?: ArrayBuffer | null }[]} */
  blobs = []

  /** @param {Enrolment} client the enrolment that the operations follow */
  constructor(client) {
    this.follows = client
    this.client = client
  }

  /** The orders as they will be. */
  get orders() {
    return [...this.#after.values()]
  }

  /**
   * Apply the intent to a private copy of the order.
   * @param {Order} held
   * @param {Intent} intent
   */
  async append(held, intent) {
    const order = this.#after.get(held.id) ?? held
    const operation = operationOf(intent, this.client.sequence + 1, held.id, held.rev)
    const rev = order.rev + order.pending + 1
    const document = perform(copyOf(order.document), operation, rev, order.known)
    await this.#link(operation)
    this.#before.set(held.id, held)
    this.#after.set(held.id, { ...order, pending: order.pending + 1, document })
    this.submitted.push({ document, operation })
  }

  /** @param {Intent} intent */
  async appendLoose(intent) {
    const operation = operationOf(intent, this.client.sequence + 1, null, 0)
    parseArguments(intent.name, intent.arguments)
    await this.#link(operation)
    this.submitted.push({ document: null, operation })
  }

  /** Keep the bytes that the intent brings beside its operation. @param {Intent} intent */
  carry({ blobs = [], happened_at }) {
    const work_order_id = this.submitted.at(-1)?.operation.work_order_id
    for (const { sha256, media_type, bytes, small, look } of blobs) {
      const size_bytes = bytes.byteLength
      const upload = {
        sha256,
        size_bytes,
        media_type,
        work_order_id,
        added_at: happened_at,
        received_at: null,
        ...(look ? { look } : {}),
      }
      this.blobs.push({ upload, bytes, small })
    }
  }

  /** Queue rows that the operations change. */
  changedRows() {
    return [...this.#before.values()].flatMap((held) => {
      const before = rowsOf(held.document, held.known).map((row) => JSON.stringify(row))
      const after = rowsOf(this.#after.get(held.id)?.document, held.known)
      return after.filter((row, index) => JSON.stringify(row) !== before[index])
    })
  }

  /** @param {any} operation */
  async #link(operation) {
    const previous = this.client.chain
    const chain = await chainHash(previous, operation)
    this.client = { ...this.client, sequence: operation.sequence, chain }
    this.entries.push(entryOf({ ...operation, chain }, previous))
  }
}

/** A copy to be changed; an answer is replaced and never changed, so all are shared. @param {any} order */
function copyOf({ visits, ...rest }) {
  return {
    ...structuredClone(rest),
    visits: visits.map((/** @type {any} */ { answers, ...visit }) => ({
      ...structuredClone(visit),
      answers: { ...answers },
    })),
  }
}

/** @param {Intent} intent @param {number} sequence @param {string | null} orderId @param {number} baseRev */
function operationOf(intent, sequence, orderId, baseRev) {
  return {
    id: intent.id,
    sequence,
    name: intent.name,
    version: operations[intent.name].version,
    work_order_id: orderId,
    base_rev: baseRev,
    happened_at: intent.happened_at,
    arguments: intent.arguments,
  }
}

/** The outbox's entry of a linked operation. @param {any} operation @param {string} previous @returns {Entry} */
export function entryOf(operation, previous) {
  const { id, sequence, name, work_order_id } = operation
  return { sequence, id, name, work_order_id, previous, bytes: JSON.stringify(operation) }
}
