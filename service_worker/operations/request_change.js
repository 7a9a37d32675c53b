/** Ask the office for a change (mirror: fieldapp/operations/request_change.py). */

import { CHANGE_REQUEST_PARTS } from "../domain/contacts.js"
import { Problem } from "../problem.js"
import { author } from "./context.js"
import { requireAssigned } from "./guards.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "request_change"
export const version = 1
export const arguments_ = ["field", "wanted", "reason?"]

/** Only somebody with a visit of the order asks. @type {Authorize} */
export function authorize(_order, _request, context) {
  requireAssigned("request_change", context)
}

/** Keep the request; the office's value stands, also one that she had not seen. @type {Apply} */
export function apply(order, request, context) {
  const part = CHANGE_REQUEST_PARTS[request.field]
  const changed = part ? order.field_revs[part] : null
  if (changed && changed.rev > context.base_rev) {
    context.notices.push(
      new Problem("concurrent_change", {
        field: request.field,
        kept: changed.shown,
        lost: request.wanted,
        by: changed.by,
        lost_by: author(context),
        lost_at: context.happened_at,
      }),
    )
  }
  order.change_requests.push({
    id: context.operation_id,
    field: request.field,
    wanted: request.wanted,
    reason: request.reason,
    by: author(context),
    happened_at: context.happened_at,
    status: "open",
  })
  return order
}

export const operation = { name, version, arguments_, authorize, apply }
