/** The types of arguments (mirror: fieldapp/operations/arguments.py, whose schemas are checked here). */

import { isWellFormed, lengthOf } from "../domain/texts.js"
import { MAXIMUM_ARGUMENTS_BYTES, ARGUMENTS as schemas } from "../generated/tables.js"
import { Problem } from "../problem.js"

/** @import { Document } from "../domain/documents.js" */

/** @typedef {Record<string, any>} Schema */

const encoder = new TextEncoder()

export const ARGUMENTS = /** @type {Record<string, Schema>} */ (schemas)

/**
 * The checked arguments, absent ones as null; throws Problem arguments_invalid.
 * @param {string} name @param {Document} raw @returns {Document}
 */
export function parseArguments(name, raw) {
  const schema = ARGUMENTS[name]
  const definitions = schema.$defs ?? {}
  for (const field of [...Object.keys(schema.properties), ...Object.keys(raw)]) {
    if (!fieldFits(raw, schema, field, definitions)) {
      throw new Problem("arguments_invalid", { field })
    }
  }
  if (encoder.encode(JSON.stringify(raw)).length > MAXIMUM_ARGUMENTS_BYTES) {
    throw new Problem("arguments_invalid", { field: "arguments" })
  }
  const absent = Object.keys(schema.properties).map((field) => [field, null])
  return { ...Object.fromEntries(absent), ...raw }
}

/** @param {Document} raw @param {Schema} schema @param {string} field @param {Schema} definitions @returns {boolean} */
function fieldFits(raw, schema, field, definitions) {
  if (!Object.hasOwn(schema.properties, field)) return false
  if (!Object.hasOwn(raw, field)) return !(schema.required ?? []).includes(field)
  return fits(raw[field], schema.properties[field], definitions)
}

/** @param {any} value @param {Schema} schema @param {Schema} definitions @returns {boolean} */
function fits(value, schema, definitions) {
  if (schema.$ref) return fits(value, definitions[schema.$ref], definitions)
  if (schema.anyOf)
    return schema.anyOf.some((/** @type {Schema} */ each) => fits(value, each, definitions))
  if (schema.enum) return schema.enum.includes(value)
  if ("const" in schema) return value === schema.const
  return CHECKS[schema.type](value, schema, definitions)
}

/** @type {Record<string, (value: any, schema: Schema, definitions: Schema) => boolean>} */
const CHECKS = {
  null: (value) => value === null,
  boolean: (value) => typeof value === "boolean",
  integer: (value, schema) =>
    Number.isSafeInteger(value) &&
    value >= (schema.minimum ?? value) &&
    value <= (schema.maximum ?? value),
  string: (value, schema) =>
    typeof value === "string" &&
    isWellFormed(value) &&
    isBetween(lengthOf(value), schema.minLength, schema.maxLength) &&
    new RegExp(schema.pattern ?? "").test(value),
  array: (value, schema, definitions) =>
    Array.isArray(value) &&
    isBetween(value.length, schema.minItems, schema.maxItems) &&
    value.every((each) => fits(each, schema.items, definitions)),
  object: (value, schema, definitions) =>
    value !== null &&
    typeof value === "object" &&
    !Array.isArray(value) &&
    [...Object.keys(schema.properties), ...Object.keys(value)].every((field) =>
      fieldFits(value, schema, field, definitions),
    ),
}

/** @param {number} count @param {number} [minimum] @param {number} [maximum] */
function isBetween(count, minimum = 0, maximum = Number.POSITIVE_INFINITY) {
  return count >= minimum && count <= maximum
}
