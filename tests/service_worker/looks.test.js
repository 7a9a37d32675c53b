/** Which photos of a phone are worth taking again. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { lookIn } from "../../service_worker/web/looks.js"

const SEEN = "f".repeat(32)
const NEARLY = `0${SEEN.slice(1)}`
const ELSE = "a5".repeat(16)
const DIGEST = "1".repeat(64)

test("what the page measured is kept as a fingerprint and a doubt", () => {
  assert.deepEqual(lookIn(measures("dark"), DIGEST, []), { doubt: "dark", fingerprint: SEEN })
  assert.equal(lookIn(measures(), DIGEST, [])?.doubt, null)
})

test("a photo like an earlier one is doubted", () => {
  assert.equal(lookIn(measures(), DIGEST, [upload(NEARLY)])?.doubt, "repeated")
  assert.equal(lookIn(measures("blurred"), DIGEST, [upload(NEARLY)])?.doubt, "blurred")
})

test("another view, or one without contrast, is no repetition", () => {
  assert.equal(lookIn(measures(), DIGEST, [upload(ELSE), upload(null)])?.doubt, null)
  assert.equal(lookIn(PLAIN, DIGEST, [upload(SEEN)])?.doubt, null)
})

test("the same bytes once more are a repetition, unless they were lost", () => {
  const held = { ...upload(null), sha256: DIGEST }
  assert.equal(lookIn(PLAIN, DIGEST, [held])?.doubt, "repeated")
  assert.equal(lookIn(PLAIN, DIGEST, [{ ...held, is_missing: true }])?.doubt, null)
})

test("a photo that the page could not decode has no look", () => {
  assert.equal(lookIn(null, DIGEST, [upload(SEEN)]), undefined)
})

const PLAIN = JSON.stringify({ fault: null, cells: Array(81).fill(120) })

/** Of a view that grows brighter to the right and down. */
function measures(fault = null) {
  return JSON.stringify({ fault, cells: Array.from({ length: 81 }, (_none, n) => n * 3) })
}

function upload(fingerprint) {
  return { sha256: "2".repeat(64), look: { doubt: null, fingerprint } }
}
