/** What can be told of a photo from its small picture: its faults, and how it looks. */

const SIDE = 9
const STEP = 3
const ROWS = 2 // every second one tells as much
const EDGE = 10
const CONTRAST = 20
const LEAST_CONTRAST = 0.002
const SHARPNESS = 0.45
const DARK = 64
const BRIGHT = 250
const ALMOST_ALL = 0.95
const MUCH = 0.4
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [-1, 1],
]

/** @typedef {{ data: ArrayLike<number>, width: number, height: number }} Picture RGBA, 360 px wide */
/** @typedef {{ fault: "blurred" | "dark" | "bright" | null, cells: number[] }} Measures */

/**
 * The rates at which these limits are right: docs/evidence.md. A fault is worth a warning,
 * never a refusal.
 * @param {Picture} picture @returns {Measures}
 */
export function measured({ data, width, height }) {
  const grey = greyOf(data, width * height)
  return { fault: faultOf(grey, width, height), cells: cellsOf(grey, width, height) }
}

/** @param {Uint8Array} grey @param {number} width @param {number} height */
function faultOf(grey, width, height) {
  const { dark, bright } = shares(grey)
  if (dark >= ALMOST_ALL) return "dark"
  if (bright >= MUCH) return "bright"
  return sharpness(grey, width, height) < SHARPNESS ? "blurred" : null
}

/** Luma of ITU-R BT.601, as Pillow's mode L computes it. @param {ArrayLike<number>} rgba @param {number} count */
function greyOf(rgba, count) {
  const grey = new Uint8Array(count)
  for (let n = 0, at = 0; n < count; n += 1, at += 4)
    grey[n] = (rgba[at] * 19_595 + rgba[at + 1] * 38_470 + rgba[at + 2] * 7_471 + 32_768) >> 16
  return grey
}

/**
 * How much of the contrast over three pixels is there within one: near 1 where edges are
 * steps, below a half where they are ramps. The energy of differences as a focus measure
 * (Pertuz, Puig, Garcia 2013, "Analysis of focus measure operators", Pattern Recognition 46),
 * divided by that of a longer step so that a plain wall is not called blurred; differences
 * within the noise of a small sensor do not count. The direction that has least of it
 * decides: a hand moves one way. 1 where too little contrast is there to tell.
 * @param {Uint8Array} grey @param {number} width @param {number} height
 */
export function sharpness(grey, width, height) {
  const found = DIRECTIONS.map(([x, y]) => {
    const far = energy(grey, width, height, x * STEP, y * STEP, CONTRAST)
    if (far < LEAST_CONTRAST * (grey.length / ROWS) * CONTRAST * CONTRAST) return 1
    return (STEP * energy(grey, width, height, x, y, EDGE)) / far
  })
  return Math.min(...found)
}

/** @param {Uint8Array} grey @param {number} width @param {number} height @param {number} x @param {number} y @param {number} least */
function energy(grey, width, height, x, y, least) {
  const step = y * width + x
  const last = width - Math.max(x, 0)
  let sum = 0
  for (let row = 0; row < height - y; row += ROWS) {
    for (let at = row * width + Math.max(-x, 0); at < row * width + last; at += 1) {
      const change = grey[at + step] - grey[at]
      if (change > least || change < -least) sum += change * change
    }
  }
  return sum
}

/** @param {Uint8Array} grey */
function shares(grey) {
  let dark = 0
  let bright = 0
  for (const level of grey) {
    if (level < DARK) dark += 1
    else if (level >= BRIGHT) bright += 1
  }
  return { dark: dark / grey.length, bright: bright / grey.length }
}

/** Mean grey in 9 rows of 9 cells. @param {Uint8Array} grey @param {number} width @param {number} height */
function cellsOf(grey, width, height) {
  return Array.from({ length: SIDE * SIDE }, (_none, cell) => {
    const [left, right] = bounds(cell % SIDE, width)
    const [top, bottom] = bounds(Math.floor(cell / SIDE), height)
    let sum = 0
    for (let row = top; row < bottom; row += 1)
      for (let at = row * width + left; at < row * width + right; at += 1) sum += grey[at]
    return Math.round(sum / ((bottom - top) * (right - left)))
  })
}

/** @param {number} cell @param {number} length */
function bounds(cell, length) {
  const start = Math.floor((cell * length) / SIDE)
  return [start, Math.max(start + 1, Math.floor(((cell + 1) * length) / SIDE))]
}
