/**
 * A reading drawn against its zones; mirror: fieldapp/screens/ruler.py.
 * The drawing is 320 wide; the track runs from 10 to 310. Everything is a whole number,
 * so that both hosts print the same bytes.
 */

import { padded } from "../domain/quantities.js"
import { places, scaled } from "./decimals.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {{ low: bigint, high: bigint }} Scale */

const LEFT = 10
const WIDTH = 300
const ROOM = 72
const MOST_TICKS = 12n
const BOUNDS = ["red_below", "amber_below", "amber_above", "red_above"]

/**
 * Zones, ticks, labels and mark; null when there is nothing to draw.
 * @param {Document} item @param {Document | null} limit @param {string | null} value
 * @returns {Document | null}
 */
export function ruler(item, limit, value) {
  const { scale } = item
  if (!scale || limit === null) return null
  /** @type {(string | null)[]} */
  const bounds = BOUNDS.map((name) => limit[name] ?? null)
  const texts = [scale.from, scale.to, ...bounds, value]
  if (texts.some((text) => text?.includes("E"))) return null
  const power = places(...texts)
  const ends = { low: scaled(scale.from, power), high: scaled(scale.to, power) }
  if (ends.high <= ends.low) return null
  const edges = bounds.map((bound) => (bound === null ? null : scaled(bound, power)))
  return {
    zones: zonesOf(edges, ends),
    ticks: ticksOf(ends),
    labels: labelsOf(scale, paddedBounds(bounds, item), edges, ends),
    mark: value === null ? null : placeOf(scaled(value, power), ends),
  }
}

/** @param {(string | null)[]} bounds @param {Document} item */
function paddedBounds(bounds, item) {
  return bounds.map((bound) => (bound === null ? null : padded(bound, item.decimals || 0)))
}

/** @param {bigint} number @param {Scale} scale */
function placeOf(number, { low, high }) {
  const least = number > low ? number : low
  const inside = least < high ? least : high
  return LEFT + Number((BigInt(WIDTH) * (inside - low)) / (high - low))
}

/** @param {(bigint | null)[]} edges @param {Scale} ends */
function zonesOf([redBelow, amberBelow, amberAbove, redAbove], ends) {
  const amberFrom = redBelow ?? ends.low
  const amberTo = redAbove ?? ends.high
  const greenFrom = amberBelow ?? amberFrom
  const greenTo = amberAbove ?? amberTo
  return [
    stretch("red", ends.low, amberFrom, ends),
    stretch("amber", amberFrom, greenFrom, ends),
    stretch("green", greenFrom, greenTo, ends),
    stretch("amber", greenTo, amberTo, ends),
    stretch("red", amberTo, ends.high, ends),
  ].filter(({ width }) => width > 0)
}

/** @param {string} zone @param {bigint} start @param {bigint} end @param {Scale} ends */
function stretch(zone, start, end, ends) {
  const x = placeOf(start, ends)
  return { zone, x, width: placeOf(end, ends) - x }
}

/** @param {Scale} ends */
function ticksOf(ends) {
  const step = stepOf(ends.high - ends.low)
  const ticks = []
  for (let number = nextMultiple(ends.low, step); number < ends.high; number += step) {
    ticks.push(placeOf(number, ends))
  }
  return ticks
}

/** @param {bigint} span */
function stepOf(span) {
  for (let power = 1n; ; power *= 10n) {
    const step = [power, 2n * power, 5n * power].find((each) => span / each <= MOST_TICKS)
    if (step) return step
  }
}

/** The first multiple above; BigInt divides towards zero, Python downwards. @param {bigint} number @param {bigint} step */
function nextMultiple(number, step) {
  const rest = ((number % step) + step) % step
  return number - rest + step
}

/**
 * @param {Document} scale @param {(string | null)[]} bounds
 * @param {(bigint | null)[]} edges @param {Scale} ends
 */
function labelsOf(scale, bounds, edges, ends) {
  const [minimum, maximum] = [bounds[0] ?? bounds[1], bounds[3] ?? bounds[2]]
  const [least, most] = [edges[0] ?? edges[1], edges[3] ?? edges[2]]
  const left = least === null ? null : placeOf(least, ends)
  const right = most === null ? null : placeOf(most, ends)
  const isTight = left !== null && right !== null && right - left < ROOM
  const end = LEFT + WIDTH
  const labels = []
  if ([left, right].every((x) => x === null || x >= LEFT + ROOM))
    labels.push(label("from", scale.from, LEFT, "start"))
  if (left !== null) labels.push(label("minimum", minimum, ...anchored(left, isTight, "end")))
  if (right !== null) labels.push(label("maximum", maximum, ...anchored(right, isTight, "start")))
  if ([left, right].every((x) => x === null || x <= end - ROOM))
    labels.push(label("to", scale.to, end, "end"))
  return labels
}

/** @param {number} x @param {boolean} isTight @param {string} anchor @returns {[number, string]} */
function anchored(x, isTight, anchor) {
  if (isTight) return [x, anchor]
  if (x < LEFT + ROOM / 2) return [LEFT, "start"]
  if (x > LEFT + WIDTH - ROOM / 2) return [LEFT + WIDTH, "end"]
  return [x, "middle"]
}

/** @param {string} kind @param {string | null} value @param {number} x @param {string} anchor */
function label(kind, value, x, anchor) {
  return { kind, value, x, anchor }
}
