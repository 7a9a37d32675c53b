/** Performs what a test writes to it: one JSON line in, one JSON line out. */

import { createInterface } from "node:readline"

import { canonicalText } from "../../service_worker/domain/canonical.js"
import { parseQuantity } from "../../service_worker/domain/quantities.js"
import { queueRow } from "../../service_worker/domain/summaries.js"
import { perform } from "./operation_vectors.js"

const TASKS = {
  queue_rows: ({ order, template_version }) =>
    order.visits.map((visit) => queueRow(order, visit, template_version)),
  perform: ({ document, steps }) => steps.map((step) => performed(document, step)),
  quantity: ({ typed }) => outcomeOf(() => parseQuantity(typed)),
  canonical: ({ value }) => outcomeOf(() => canonicalText(value)),
}

for await (const line of createInterface({ input: process.stdin })) {
  const { task, ...request } = JSON.parse(line)
  process.stdout.write(`${JSON.stringify(TASKS[task](request))}\n`)
}

/** Perform one step on a private copy, as hosts do; a refused one changes nothing. */
function performed(document, { name, arguments: raw, context }) {
  const outcome = perform(structuredClone(document), name, raw, context)
  if (outcome.document && document) replaceAll(document, outcome.document)
  return outcome
}

function replaceAll(document, after) {
  for (const key of Object.keys(document)) delete document[key]
  Object.assign(document, after)
}

function outcomeOf(work) {
  try {
    return { result: work() }
  } catch (problem) {
    return { problem: problem.code ?? problem.name }
  }
}
