/** The rules of the domain give what their vectors say; pytest runs the same files. */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"

import * as canonical from "../../service_worker/domain/canonical.js"
import * as checklists from "../../service_worker/domain/checklists.js"
import * as distance from "../../service_worker/domain/distance.js"
import * as likeness from "../../service_worker/domain/likeness.js"
import * as limits from "../../service_worker/domain/limits.js"
import * as local_time from "../../service_worker/domain/local_time.js"
import * as permissions from "../../service_worker/domain/permissions.js"
import * as quantities from "../../service_worker/domain/quantities.js"
import * as queue from "../../service_worker/domain/queue.js"
import * as signing from "../../service_worker/domain/signing.js"
import * as strokes from "../../service_worker/domain/strokes.js"
import * as texts from "../../service_worker/domain/texts.js"
import * as unsent from "../../service_worker/domain/unsent.js"
import * as visits from "../../service_worker/domain/visits.js"
import * as wall_time from "../../service_worker/domain/wall_time.js"

const MODULES = {
  canonical,
  checklists,
  distance,
  likeness,
  limits,
  local_time,
  permissions,
  quantities,
  queue,
  signing,
  strokes,
  texts,
  unsent,
  visits,
  wall_time,
}
const PYTHON_NAMES = { RangeError: "ValueError" }
const folder = new URL("../vectors/domain/", import.meta.url)

for (const [module, rules] of Object.entries(MODULES)) {
  for (const each of JSON.parse(readFileSync(new URL(`${module}.json`, folder), "utf8"))) {
    test(`${module}.${each.function}: ${each.name}`, async () => {
      const outcome = await outcomeOf(() => rules[camel(each.function)](...each.arguments))
      assert.deepEqual(outcome, expected(each))
    })
  }
}

async function outcomeOf(rule) {
  try {
    return { result: await rule() }
  } catch (error) {
    return { problem: error.code ?? PYTHON_NAMES[error.name] ?? error.name }
  }
}

function expected(each) {
  return "problem" in each ? { problem: each.problem } : { result: each.then }
}

function camel(name) {
  return name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase())
}
