/** A signature as vectors in tenths of a pixel (mirror: fieldapp/domain/strokes.py). */

import { Problem } from "../problem.js"

export const LARGEST_BYTES = 6144
export const MOST_UNITS = 100_000
export const POINT = 3
export const BOX = 4

/** @typedef {{ format: number, box: number[], strokes: number[][] }} Drawing */

/**
 * Return the drawing, null for an empty one; refuses what no pad has written.
 * @param {string} text @returns {Drawing | null}
 */
export function parseStrokes(text) {
  if (!text.trim()) return null
  if (text.length > LARGEST_BYTES) throw new Problem("arguments_invalid", { field: "signature" })
  const drawing = parsed(text)
  if (!isDrawing(drawing)) throw new Problem("arguments_invalid", { field: "signature" })
  return drawing.strokes.length ? drawing : null
}

/**
 * Return one SVG path a stroke, in the units of the drawing's box.
 * @param {Drawing} drawing @returns {string[]}
 */
export function strokePaths(drawing) {
  return drawing.strokes.map(path)
}

/** @param {number[]} stroke */
function path(stroke) {
  const [x, y] = stroke
  if (stroke.length === POINT) return `M${x} ${y}l1 0`
  let text = `M${x} ${y}`
  for (let at = POINT; at < stroke.length; at += POINT) text += `l${stroke[at]} ${stroke[at + 1]}`
  return text
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem("arguments_invalid", { field: "signature" })
  }
}

/** @param {any} drawing */
function isDrawing(drawing) {
  if (typeof drawing !== "object" || drawing === null || Array.isArray(drawing)) return false
  if (Object.keys(drawing).sort().join() !== "box,format,strokes") return false
  if (drawing.format !== 1 || !areUnits(drawing.box, BOX)) return false
  return Array.isArray(drawing.strokes) && drawing.strokes.every(isStroke)
}

/** @param {any} stroke */
function isStroke(stroke) {
  if (!Array.isArray(stroke) || !stroke.length || stroke.length % POINT) return false
  return areUnits(stroke, stroke.length)
}

/** @param {any} numbers @param {number} count */
function areUnits(numbers, count) {
  if (!Array.isArray(numbers) || numbers.length !== count) return false
  return numbers.every((each) => Number.isInteger(each) && Math.abs(each) <= MOST_UNITS)
}
