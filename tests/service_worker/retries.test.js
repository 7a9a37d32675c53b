/** Failed attempts rest, each for itself, and the server's word wins. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { delayMs, retryAfterS } from "../../service_worker/sync/backoff.js"

test("the rest is anything up to a cap that doubles", () => {
  assert.equal(
    delayMs(3, null, () => 1),
    8_000,
  )
  assert.equal(
    delayMs(3, null, () => 0.25),
    2_000,
  )
  assert.equal(
    delayMs(40, null, () => 1),
    300_000,
  )
})

test("Retry-After wins, in seconds and as a date", () => {
  const now = Date.parse("2026-11-24T12:00:00Z")

  assert.equal(delayMs(9, 17), 17_000)
  assert.equal(retryAfterS("17", now), 17)
  assert.equal(retryAfterS("Tue, 24 Nov 2026 12:01:00 GMT", now), 60)
  assert.equal(retryAfterS("soon", now), null)
})
