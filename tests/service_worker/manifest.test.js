/** The manifest of a signature, the same cases as the server runs. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

import { manifest, serviceLine, summaryLines } from "../../service_worker/domain/manifest.js"

const cases = JSON.parse(
  readFileSync(new URL("../vectors/domain/manifest.json", import.meta.url), "utf8"),
)

for (const { name, given, then } of cases) {
  test(`what was signed: ${name}`, () => {
    const { order, visit, template_version, language } = given
    const words = wordsOf(given)

    const service = serviceLine(given.label, given.day, words)
    const summary = summaryLines(order, visit, template_version, service, words)
    const shown = { language, summary, ...given.shown }

    assert.deepEqual(summary, then.summary)
    assert.deepEqual(manifest(order, visit, template_version, shown), then.manifest)
  })
}

function wordsOf({ language, messages }) {
  return {
    language,
    gettext: (text) => messages[text] ?? text,
    ngettext: (one, many, count) => (messages[one] ?? [one, many])[count === 1 ? 0 : 1],
  }
}
