/** What is asked of or agreed with customers and the office (mirror: fieldapp/domain/contacts.py). */

import {
  CHANGE_REQUEST_PARTS as changeRequestParts,
  SIGNED_OUTCOMES as signedOutcomes,
} from "../generated/tables.js"

export const SIGNED_OUTCOMES = /** @type {string[]} */ (signedOutcomes)
export const CHANGE_REQUEST_PARTS = /** @type {Record<string, string | null>} */ (
  changeRequestParts
)
