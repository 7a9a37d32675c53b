// The shapes of strokes: lists of x, y in tenths of a pixel and t in milliseconds.

export const POINT = 3

/**
 * The box together with all that was drawn outside it while the phone lay differently.
 * @param {number[]} box @param {number[][]} strokes
 */
export function union([x, y, width, height], strokes) {
  let [left, top, right, bottom] = [x, y, x + width, y + height]
  for (const points of strokes) {
    for (let at = 0; at < points.length; at += POINT) {
      left = Math.min(left, points[at] - 20)
      right = Math.max(right, points[at] + 20)
      top = Math.min(top, points[at + 1] - 20)
      bottom = Math.max(bottom, points[at + 1] + 20)
    }
  }
  return [left, top, right - left, bottom - top]
}

/** @param {number[]} points */
export function path(points) {
  if (points.length === POINT) return `M${points[0]} ${points[1]}l1 0`
  let text = `M${points[0]} ${points[1]}`
  for (let at = POINT; at < points.length; at += POINT) text += `L${points[at]} ${points[at + 1]}`
  return text
}

/** @param {number[]} points */
export function relative(points) {
  return points.map((value, at) => (at < POINT ? value : value - points[at - POINT]))
}

/** @param {number[]} stroke */
export function absolute(stroke) {
  const points = [...stroke]
  for (let at = POINT; at < points.length; at += 1) points[at] += points[at - POINT]
  return points
}

/**
 * Leave out points closer than `tolerance` to the line between those that stay
 * (Douglas and Peucker 1973), in tenths of a pixel.
 * @param {number[]} points @param {number} tolerance
 */
export function thinned(points, tolerance) {
  const last = points.length / POINT - 1
  const keep = new Set([0, last])
  const spans = [[0, last]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const { at, distance } = farthest(points, span[0], span[1])
    if (distance <= tolerance) continue
    keep.add(at)
    spans.push([span[0], at], [at, span[1]])
  }
  return points.filter((_value, place) => keep.has(Math.floor(place / POINT)))
}

/** @param {number[]} points @param {number} from @param {number} to */
function farthest(points, from, to) {
  const [ax, ay] = [points[from * POINT], points[from * POINT + 1]]
  const [dx, dy] = [points[to * POINT] - ax, points[to * POINT + 1] - ay]
  const length = Math.hypot(dx, dy)
  let found = { at: from, distance: 0 }
  for (let at = from + 1; at < to; at += 1) {
    const [px, py] = [points[at * POINT] - ax, points[at * POINT + 1] - ay]
    const distance = length ? Math.abs(px * dy - py * dx) / length : Math.hypot(px, py)
    if (distance > found.distance) found = { at, distance }
  }
  return found
}
