/** Every refusal: a code, a status, a sentence that says what to do (mirror: fieldapp/problem.py). */

import { KINDS as kinds } from "./generated/tables.js"

/**
 * What all problems of one code share.
 * @typedef {{ status: number, receipt: "applied" | "conflict" | "parked" | "rejected", sentence: string }} Kind
 */

export const KINDS = /** @type {Record<string, Kind>} */ (kinds)

/** One refusal; its code is part of the protocol and never renamed. */
export class Problem extends Error {
  /** @param {string} code @param {Record<string, any>} [details] */
  constructor(code, details = {}) {
    super(code)
    this.name = "Problem"
    this.code = code
    this.details = details
  }

  /** HTTP status of this problem. */
  get status() {
    return KINDS[this.code].status
  }

  /** What becomes of an operation that meets this problem. */
  get receipt() {
    return KINDS[this.code].receipt
  }

  /**
   * The sentence in the reader's language, with the details filled in.
   * @param {(sentence: string) => string} [translate]
   */
  sentence(translate = String) {
    return sentenceOf(this.code, this.details, translate)
  }

  /**
   * The problem as it travels in receipts and answers.
   * @param {(sentence: string) => string} [translate]
   */
  toDict(translate = String) {
    const message = sentenceOf(this.code, this.details, translate)
    return { code: this.code, status: this.status, message, details: this.details }
  }
}

/**
 * The sentence of a problem that came as data: from a receipt, an issue, a refused operation.
 * @param {string} code @param {Record<string, any>} details
 * @param {(sentence: string) => string} [translate]
 */
export function sentenceOf(code, details, translate = String) {
  return translate(KINDS[code].sentence).replace(/%\((\w+)\)s/g, (_, name) => shown(details[name]))
}

/** @param {any} value @returns {string} */
function shown(value) {
  if (Array.isArray(value)) return value.map(shown).join(", ")
  return value === null || value === undefined ? "" : String(value)
}
