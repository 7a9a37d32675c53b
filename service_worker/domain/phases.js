/** The phases of visits and their moves (mirror: fieldapp/domain/phases.py). */

import {
  ACTIVE_PHASES as active,
  ARRIVED_PHASES as arrived,
  FINISHED_PHASES as finished,
  GONE_PHASES as gone,
  MOVES as moves,
  UNFINISHED_PHASES as unfinished,
  WAITING_PHASES as waiting,
} from "../generated/tables.js"

/**
 * One step of a visit: where it starts, where it leads, the time it sets.
 * @typedef {{ source: string[], target: string, at: string }} Move
 */

export const MOVES = /** @type {Record<string, Move>} */ (moves)
export const WAITING_PHASES = /** @type {string[]} */ (waiting)
export const ACTIVE_PHASES = /** @type {string[]} */ (active)
export const UNFINISHED_PHASES = /** @type {string[]} */ (unfinished)
export const FINISHED_PHASES = /** @type {string[]} */ (finished)
export const GONE_PHASES = /** @type {string[]} */ (gone)
export const ARRIVED_PHASES = /** @type {string[]} */ (arrived)
