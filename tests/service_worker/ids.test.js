/** The same promises as tests/unit/test_clock_and_ids.py and test_problem.py. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { uuid7 } from "../../service_worker/ids.js"
import { Problem, sentenceOf } from "../../service_worker/problem.js"

test("an id is a UUID of version 7", () => {
  const made = uuid7(1795521998123)
  assert.match(made, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(Number.parseInt(made.replaceAll("-", "").slice(0, 12), 16), 1795521998123)
})

test("ids sort by time and never repeat", () => {
  assert.ok(uuid7(1) < uuid7(2) && uuid7(2) < uuid7(2 ** 40))
  assert.equal(new Set(Array.from({ length: 1000 }, () => uuid7(1))).size, 1000)
})

test("a problem travels with code, status, message and details", () => {
  const problem = new Problem("item_unknown", { item_id: "cn" })
  assert.deepEqual(problem.toDict(), {
    code: "item_unknown",
    status: 422,
    message: "The item “cn” is not on this checklist. Open the checklist again.",
    details: { item_id: "cn" },
  })
})

test("values read as people say them, a missing one leaves a gap", () => {
  const details = { kept: ["a", "b"], lost: true, by: "Danilo" }
  assert.match(sentenceOf("concurrent_answer", details), /^“a, b” stands and “true” stays/)
  assert.match(sentenceOf("arguments_invalid", {}), /^“” is missing/)
})
