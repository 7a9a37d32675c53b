/** The operation vectors as the worker reads them (mirror: tests/operation_vectors.py). */

import assert from "node:assert/strict"
import { readFileSync } from "node:fs"

import { parseArguments } from "../../service_worker/operations/arguments.js"
import { operations } from "../../service_worker/operations/registry.js"
import { Problem } from "../../service_worker/problem.js"

const folder = new URL("../vectors/", import.meta.url)

export const COMPANY = readJson("company.json")

export function cases(name) {
  return readJson(`operations/${name}.json`)
}

/** The document that a case starts from; see the mirror. */
export function documentOf(given) {
  const named = given.document ?? "order"
  if (named === "none") return null
  const document = structuredClone(typeof named === "string" ? COMPANY[named] : named)
  Object.assign(document, structuredClone(given.order ?? {}))
  if (given.visit) Object.assign(document.visits[0], structuredClone(given.visit))
  return document
}

export function contextOf(case_) {
  const { template_version, catalogue, context } = COMPANY
  return { template_version, catalogue, ...context, ...case_.context }
}

/** The raw arguments; {"repeat": [text, times]} stands for a long text. */
export function argumentsOf(case_) {
  const entries = Object.entries(case_.operation.arguments)
  return Object.fromEntries(entries.map(([name, value]) => [name, spelledOut(value)]))
}

/** Perform one operation as hosts do: {"document", "notices"} or {"problem"}. */
export function perform(document, name, raw, context) {
  const around = { ...context, notices: [] }
  const before = structuredClone(document)
  try {
    const arguments_ = parseArguments(name, raw)
    operations[name].authorize(document, arguments_, around)
    const after = operations[name].apply(document, arguments_, around)
    return { document: after, notices: around.notices.map(({ code, details }) => [code, details]) }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    assert.deepEqual(document, before, `${name} changed the document before it refused`)
    return { problem: problem.code, details: problem.details }
  }
}

function spelledOut(value) {
  if (!Array.isArray(value?.repeat)) return value
  const [text, times] = value.repeat
  return text.repeat(times)
}

function readJson(path) {
  return JSON.parse(readFileSync(new URL(path, folder), "utf8"))
}
