/** How alike two photos look (mirror: fieldapp/domain/likeness.py). */

/** A photo is told by this many rows and columns of mean grey. */
const SIDE = 9

const LEAST_RANGE = 24
const LIKE_BITS = 7

/**
 * 128 bits as hexadecimal text: which neighbour in 9 x 9 cells is brighter. A difference hash
 * over rows and over columns (N. Krawetz, "Kind of Like That", 2013), twice the usual 64 bits:
 * with those one pair in a thousand of photos that have nothing in common looked alike, with
 * these none. `cells` are greys from 0 to 255, row by row. null for a view without contrast,
 * which looks like any other.
 * @param {number[]} cells
 */
export function fingerprint(cells) {
  if (cells.length !== SIDE * SIDE) {
    throw new RangeError("a fingerprint is taken of 9 rows of 9 cells")
  }
  if (Math.max(...cells) - Math.min(...cells) < LEAST_RANGE) return null
  const at = [...cells.keys()].filter((n) => n % SIDE < SIDE - 1 && n < SIDE * (SIDE - 1))
  const across = at.map((here) => cells[here] < cells[here + 1])
  const down = at.map((here) => cells[here] < cells[here + SIDE])
  const bits = [...across, ...down].map((bit) => (bit ? "1" : "0")).join("")
  return bits.replace(/.{4}/g, (four) => Number.parseInt(four, 2).toString(16))
}

/** In how many bits two fingerprints differ. @param {string} one @param {string} other */
export function difference(one, other) {
  let bits = 0
  for (let n = 0; n < one.length; n += 1) {
    let left = Number.parseInt(one[n], 16) ^ Number.parseInt(other[n], 16)
    for (; left; left &= left - 1) bits += 1
  }
  return bits
}

/** Are two fingerprints those of one view? @param {string} one @param {string} other */
export function isAlike(one, other) {
  return difference(one, other) <= LIKE_BITS
}
