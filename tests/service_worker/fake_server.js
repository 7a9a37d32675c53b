/** The server's end of the protocol, small enough to see that it is right, with faults to order. */

import { chainHash } from "../../service_worker/domain/canonical.js"
import { Problem } from "../../service_worker/problem.js"
import { perform } from "../../service_worker/store/replay.js"
import { CATALOGUE, MARCOS, ORGANIZATION, TEMPLATE } from "./company.js"

const ZEROS = "0".repeat(64)

export class FakeServer {
  epoch = "e1"
  user = MARCOS
  now = "2026-11-24T12:00:00.000Z"
  durable_until = null
  page_size = 1_000
  /** Requests as they came: { url, headers, body }. */
  requests = []
  /** Operations in the order they were taken, without sequence and chain. */
  ledger = []
  /** Answers to give instead, one a request: (request, server) => Response | Promise | throws. */
  faults = []

  /** Orders that left this person. */
  #passed = new Map()
  #receipts = new Map()
  #clients = new Map()
  #feed = new Map()
  #count = 0

  constructor() {
    this.#put("organization", ORGANIZATION.id, { rev: 1, document: ORGANIZATION })
    this.#put("catalogue", CATALOGUE.id, { rev: 1, document: CATALOGUE })
    this.#put("template_version", TEMPLATE.id, { rev: 1, document: TEMPLATE })
  }

  /** Stand where the network was. */
  listen() {
    globalThis.fetch = (url, options = {}) => this.#fetch(String(url.url ?? url), options)
    return this
  }

  /** @param {...any} orders */
  hold(...orders) {
    for (const order of orders) this.#put("work_order", order.id, { rev: 1, document: order })
  }

  /** Devices of this person's orders and van. @param {...any} devices */
  register(...devices) {
    for (const device of devices) this.#put("device", device.id, { rev: 1, document: device })
  }

  /** The office changes an order. */
  edit(id, change) {
    const { rev, document } = this.#feed.get(`work_order ${id}`)
    const copy = structuredClone(document)
    change(copy)
    this.#put("work_order", id, { rev: rev + 1, document: copy })
  }

  /** The order leaves this person's feed; `details` say to whom it passed, and when. */
  takeAway(id, gone = "reassigned", details = {}) {
    const { rev } = this.#feed.get(`work_order ${id}`)
    this.#put("work_order", id, { rev: rev + 1, gone, ...details })
    this.#passed.set(id, { rev: rev + 1 })
  }

  order(id) {
    return this.#feed.get(`work_order ${id}`).document
  }

  /** What a backup holds. */
  backup() {
    return structuredClone({
      ledger: this.ledger,
      receipts: [...this.#receipts],
      clients: [...this.#clients],
      feed: [...this.#feed],
      count: this.#count,
    })
  }

  /** @param {any} copy what `backup` returned */
  restore({ ledger, receipts, clients, feed, count }) {
    this.ledger = ledger
    this.#receipts = new Map(receipts)
    this.#clients = new Map(clients)
    this.#feed = new Map(feed)
    this.#count = count
    this.epoch = "e2"
  }

  names() {
    return this.ledger.map(({ name }) => name)
  }

  #put(kind, id, content) {
    this.#count += 1
    this.#feed.set(`${kind} ${id}`, { kind, id, number: this.#count, ...content })
  }

  async #fetch(url, options) {
    options.signal?.throwIfAborted()
    const request = { url, options, body: options.body ? await textOf(options) : "" }
    this.requests.push(request)
    const fault = this.faults.shift()
    if (fault) return fault(request, this)
    return this.answer(request)
  }

  /** What the server says when nothing goes wrong. */
  async answer({ url, body }) {
    if (url.endsWith("/sync")) return json(await this.#sync(JSON.parse(body)))
    return new Response("not found", { status: 404 })
  }

  async #sync(envelope) {
    const reset = envelope.epoch !== null && envelope.epoch !== this.epoch
    const { receipts, error } = await this.#take(envelope)
    const { changes, cursor, more } = this.#changes(reset ? null : envelope.cursor)
    const { sequence: last_sequence = 0 } = this.#clients.get(envelope.client_id) ?? {}
    const { epoch, now, durable_until, user } = this
    return {
      ...{ protocol: 1, epoch, now, durable_until, spread_s: 0, reset, user },
      ...{ last_sequence, error, receipts, cursor, more, changes },
    }
  }

  async #take({ client_id, operations }) {
    const receipts = []
    for (const operation of operations) {
      const error = await this.#refusal(client_id, operation)
      if (error) return { receipts, error }
      receipts.push(this.#receipt(client_id, operation))
    }
    return { receipts, error: null }
  }

  async #refusal(clientId, { chain, ...operation }) {
    const client = this.#clients.get(clientId) ?? { sequence: 0, chain: ZEROS }
    const { sequence } = operation
    if (this.#receipts.has(operation.id) && sequence <= client.sequence) return null
    const expected_sequence = client.sequence + 1
    if (sequence > expected_sequence) return { code: "sequence_gap", sequence, expected_sequence }
    if (sequence < expected_sequence)
      return { code: "sequence_reused", sequence, expected_sequence }
    if ((await chainHash(client.chain, operation)) !== chain) {
      return { code: "chain_broken", sequence, expected_sequence }
    }
    this.#clients.set(clientId, { sequence, chain })
    return null
  }

  #receipt(clientId, { sequence: _sequence, chain: _chain, ...operation }) {
    const known = this.#receipts.get(operation.id)
    if (known) return known
    const receipt = { id: operation.id, ...this.#apply(clientId, operation) }
    this.#receipts.set(operation.id, receipt)
    this.ledger.push(operation)
    return receipt
  }

  #apply(client_id, operation) {
    const passed = this.#passed.get(operation.work_order_id)
    if (passed) return { status: "applied", rev: ++passed.rev, problem: { code: "late_work" } }
    const { rev, document } = this.#feed.get(`work_order ${operation.work_order_id}`) ?? {}
    if (!document) return { status: "parked", rev: null, problem: { code: "work_order_unknown" } }
    const templates = new Map([[TEMPLATE.id, TEMPLATE]])
    const known = { actor: this.user, client_id, catalogue: CATALOGUE, templates }
    try {
      const changed = perform(structuredClone(document), operation, rev + 1, known)
      this.#put("work_order", operation.work_order_id, { rev: rev + 1, document: changed })
      return { status: "applied", rev: rev + 1, problem: null }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { status: error.receipt, rev: null, problem: error.toDict() }
    }
  }

  #changes(cursor) {
    const after = [...this.#feed.values()]
      .filter(({ number, gone }) => number > Number(cursor ?? 0) && (cursor !== null || !gone))
      .sort((one, other) => one.number - other.number)
    const page = after.slice(0, this.page_size)
    const changes = page.map(({ number: _number, ...change }) => structuredClone(change))
    const last = page.at(-1)?.number ?? this.#count
    return { changes, cursor: String(last), more: after.length > page.length }
  }
}

export function json(body, status = 200, headers = {}) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  })
}

async function textOf({ body, headers }) {
  const bytes = new Blob([body]).stream()
  const isZipped = headers?.["Content-Encoding"] === "gzip"
  return new Response(isZipped ? bytes.pipeThrough(new DecompressionStream("gzip")) : bytes).text()
}
