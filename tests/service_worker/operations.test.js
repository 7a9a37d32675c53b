/** Every operation does what its vectors say; pytest runs the same files. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { operations } from "../../service_worker/operations/registry.js"
import { argumentsOf, cases, contextOf, documentOf, perform } from "./operation_vectors.js"

for (const name of Object.keys(operations)) {
  for (const each of cases(name)) {
    test(`${name}: ${each.name}`, () => assertVector(name, each))
  }
}

function assertVector(name, each) {
  const outcome = perform(documentOf(each.given), name, argumentsOf(each), contextOf(each))
  if (each.problem) {
    assert.equal(outcome.problem, each.problem)
    assertHolds(outcome.details, each.details ?? {})
  } else {
    assert.equal(outcome.problem, undefined)
    assert.deepEqual(
      outcome.notices.map(([code]) => code),
      each.notices,
    )
    assertHolds(outcome.document, each.then)
  }
}

/** Fail unless `found` has all that `wanted` names; lists have equal lengths. */
function assertHolds(found, wanted, place = "document") {
  if (wanted === null || typeof wanted !== "object") {
    assert.equal(found, wanted, place)
    return
  }
  if (Array.isArray(wanted)) assert.equal(found.length, wanted.length, place)
  for (const [name, value] of Object.entries(wanted)) {
    assert.ok(Object.hasOwn(found, name), `${place}.${name}`)
    assertHolds(found[name], value, `${place}.${name}`)
  }
}
