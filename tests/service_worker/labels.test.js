/** Label codes, the same cases as the server runs. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

import { formatLabel, labelOf, readCode } from "../../service_worker/domain/labels.js"

const { host, readings, labels } = JSON.parse(
  readFileSync(new URL("../vectors/domain/labels.json", import.meta.url), "utf8"),
)

for (const { name, scanned, then } of readings) {
  test(`a code that was read: ${name}`, () => {
    assert.deepEqual(readCode(scanned, host), then)
  })
}

for (const { number, label, shown } of labels) {
  test(`the label of ${number}`, () => {
    assert.equal(labelOf(number), label)
    assert.equal(formatLabel(label), shown)
  })
}
