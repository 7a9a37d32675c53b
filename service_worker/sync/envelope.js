// What travels in one push; the operations go as the bytes that were stored.

import { nowMs } from "../clock.js"

/** @typedef {import("../store/meta.js").Enrolment} Enrolment */
/** @typedef {import("../store/meta.js").Feed} Feed */
/** @typedef {import("../store/meta.js").Clock} Clock */
/** @typedef {import("../store/outbox.js").Entry} Entry */

const SMALLEST_ZIPPED_BYTES = 1_400
const BOOT_ID = crypto.randomUUID()

/**
 * The JSON text of a push.
 * @param {{ client_id: string, feed: Feed, clock: Clock, heads: Record<string, [number, string]>,
 *   entries: Entry[] }} parts
 */
export function envelope({ client_id, feed, clock, heads, entries }) {
  const head = JSON.stringify({
    protocol: 1,
    client_id,
    epoch: feed.epoch,
    cursor: feed.cursor,
    clock: clockReading(clock),
    heads,
  })
  const operations = entries.map((entry) => entry.bytes).join(",")
  return `${head.slice(0, -1)},"operations":[${operations}]}`
}

/** The body and headers of a push, zipped when that pays. @param {string} text */
export async function packed(text) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" }
  const bytes = new TextEncoder().encode(text)
  if (bytes.length < SMALLEST_ZIPPED_BYTES || !globalThis.CompressionStream) {
    return { headers, body: bytes }
  }
  const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"))
  const body = await new Response(zipped).arrayBuffer()
  return { headers: { ...headers, "Content-Encoding": "gzip" }, body }
}

/** @param {Clock} clock */
function clockReading(clock) {
  return {
    wall_ms: nowMs(),
    monotonic_ms: Math.round(performance.now()),
    boot_id: BOOT_ID,
    offset_ms: clock.offset_ms,
  }
}
