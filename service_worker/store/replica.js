// Orders as this technician sees them, kept in memory while the worker lives.

import { enrolment } from "./meta.js"
import { entriesOfOrder } from "./outbox.js"
import { allRecords, getRecord } from "./records.js"
import { replay } from "./replay.js"
import { sentButUnseen } from "./sent.js"

/** @typedef {import("./database.js").Database} Database */
/** @typedef {import("./database.js").Transaction} Transaction */
/** @typedef {import("./device.js").User} User */
/** @typedef {import("./replay.js").Known} Known */
/**
 * `rev` is the server's; `pending` counts the operations applied on top of it.
 * @typedef {{ id: string, rev: number, pending: number, gone: string | undefined,
 *   document: Record<string, any>, known: Known }} Order
 */

export const VIEW_STORES = ["documents", "outbox", "sent", "meta"]

const ORDERS_KEPT = 8

export class Replica {
  #database
  #user
  /** @type {Map<string, Order>} */
  #orders = new Map()
  /** @type {Map<string, any>} */
  #templates = new Map()
  /** @type {Map<string, any>} */
  #single = new Map()
  #last = ""

  /** @param {Database} database @param {User} user */
  constructor(database, user) {
    this.#database = database
    this.#user = user
  }

  /** @param {string} id @returns {Promise<Order | null>} */
  async order(id) {
    const known = this.#orders.get(id)
    if (known) return known
    const order = await this.#database.read(VIEW_STORES, (transaction) =>
      this.load(transaction, id),
    )
    if (order) this.#keep(order)
    return order
  }

  /** The order in memory with this visit of hers. @param {string} visitId */
  orderWith(visitId) {
    return [...this.#orders.values()].find(({ document }) =>
      document.visits.some(
        (/** @type {any} */ { id, technician }) =>
          id === visitId && technician.id === this.#user.id,
      ),
    )
  }

  /** A document that there is one of: "catalogue" or "organization". @param {string} kind */
  async single(kind) {
    if (!this.#single.has(kind)) {
      const record = await this.#database.read(["documents"], (transaction) =>
        firstOf(transaction, kind),
      )
      this.#single.set(kind, record)
    }
    return this.#single.get(kind)
  }

  /** Read an order inside a transaction over VIEW_STORES. @param {Transaction} transaction @param {string} id @returns {Promise<Order | null>} */
  async load(transaction, id) {
    const [record, unseen, unsent] = await Promise.all([
      getRecord(transaction, "work_order", id),
      sentButUnseen(transaction, id),
      entriesOfOrder(transaction, id),
    ])
    if (!record) return null
    const known = await this.#known(transaction, record.document)
    const pending = [...unseen, ...unsent].map((entry) => JSON.parse(entry.bytes))
    const document = replay(record.document, record.rev, pending, known)
    return { id, rev: record.rev, pending: pending.length, gone: record.gone, document, known }
  }

  /** Trust memory only if this worker wrote last. @param {import("./meta.js").Enrolment} client as it is stored */
  follow({ client_id, sequence }) {
    const last = `${client_id} ${sequence}`
    if (this.#last !== last) this.forget()
    this.#last = last
  }

  /** Hold orders as they were just stored. @param {Order[]} orders @param {import("./meta.js").Enrolment} client */
  hold(orders, { client_id, sequence }) {
    this.#last = `${client_id} ${sequence}`
    for (const order of orders) this.#keep(order)
  }

  /** @param {Order} order */
  #keep(order) {
    this.#orders.delete(order.id)
    this.#orders.set(order.id, order)
    if (this.#orders.size > ORDERS_KEPT) this.#orders.delete(this.#orders.keys().next().value ?? "")
  }

  /** Read everything anew; what was written elsewhere shows. */
  forget() {
    this.#orders.clear()
    this.#templates.clear()
    this.#single.clear()
  }

  /** @param {Transaction} transaction @param {Record<string, any>} document @returns {Promise<Known>} */
  async #known(transaction, document) {
    const ids = document.visits.map((/** @type {any} */ visit) => visit.template_version_id)
    const [client, catalogue] = await Promise.all([
      enrolment(transaction),
      firstOf(transaction, "catalogue"),
      ...ids.map((/** @type {string | null} */ id) => this.#readTemplate(transaction, id)),
    ])
    const { id, name, role } = this.#user
    const actor = { id, name, role }
    return { actor, client_id: client?.client_id ?? "", catalogue, templates: this.#templates }
  }

  /** Frozen editions: read once. @param {Transaction} transaction @param {string | null} id */
  async #readTemplate(transaction, id) {
    if (!id || this.#templates.has(id)) return
    const record = await getRecord(transaction, "template_version", id)
    if (record) this.#templates.set(id, record.document)
  }
}

/** @param {Transaction} transaction @param {string} kind */
async function firstOf(transaction, kind) {
  const [record] = await allRecords(transaction, kind)
  return record?.document ?? {}
}
