/** Every client operation by its name (mirror: fieldapp/operations/registry.py). */

import { operation as answerChecklistItem } from "./answer_checklist_item.js"

/** @import { Apply, Authorize } from "./context.js" */

/**
 * One verb and its pure function.
 * @typedef {{ name: string, version: number, arguments_: string[], authorize: Authorize, apply: Apply }} Operation
 */

/** @type {Operation[]} */
const all = [answerChecklistItem]

export const operations = Object.fromEntries(all.map((operation) => [operation.name, operation]))
