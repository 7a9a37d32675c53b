/** Who may do what: one table, action by role (mirror: fieldapp/domain/permissions.py). */

import { PERMISSIONS as permissions } from "../generated/tables.js"

export const PERMISSIONS = /** @type {Record<string, Record<string, string>>} */ (permissions)

/**
 * How far the role reaches in the action, or null when it may not act.
 * @param {string} role @param {string} action
 */
export function scope(role, action) {
  return PERMISSIONS[action][role] ?? null
}

/** Tell whether the role may act at all. @param {string} role @param {string} action */
export function may(role, action) {
  return scope(role, action) !== null
}
