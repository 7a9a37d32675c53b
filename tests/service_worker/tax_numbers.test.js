/** CPF and CNPJ, the same cases as the server runs. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

import {
  checkTaxNumber,
  formatTaxNumber,
  maskTaxNumber,
} from "../../service_worker/domain/tax_numbers.js"

const cases = JSON.parse(
  readFileSync(new URL("../vectors/domain/tax_numbers.json", import.meta.url), "utf8"),
)

for (const { name, typed, then, formatted, masked } of cases) {
  test(`a typed CPF or CNPJ: ${name}`, () => {
    const check = checkTaxNumber(typed)

    assert.deepEqual(check, then)
    assert.equal(formatTaxNumber(check.plain), formatted)
    assert.equal(maskTaxNumber(check.plain), masked)
  })
}
