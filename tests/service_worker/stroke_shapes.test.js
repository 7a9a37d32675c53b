/** A signature stays itself when it is thinned, moved and stored. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { absolute, path, relative, thinned, union } from "../../static/js/stroke_shapes.js"

const LINE = [0, 0, 0, 100, 2, 16, 200, 0, 32, 300, 900, 48]

test("differences become points again", () => {
  assert.deepEqual(relative(LINE), [0, 0, 0, 100, 2, 16, 100, -2, 16, 100, 900, 16])
  assert.deepEqual(absolute(relative(LINE)), LINE)
})

test("points on a straight line are left out, corners and times stay", () => {
  assert.deepEqual(thinned(LINE, 3), [0, 0, 0, 200, 0, 32, 300, 900, 48])
  assert.deepEqual(thinned([5, 5, 0], 3), [5, 5, 0])
})

test("a point alone is drawn as a dot", () => {
  assert.equal(path([5, 6, 0]), "M5 6l1 0")
  assert.equal(path([5, 6, 0, 9, 9, 16]), "M5 6L9 9")
})

test("the view grows to what was drawn outside while the phone lay differently", () => {
  assert.deepEqual(union([0, 0, 100, 50], [[150, 25, 0]]), [0, 0, 170, 50])
  assert.deepEqual(union([0, 0, 100, 50], []), [0, 0, 100, 50])
})

test("a long signature keeps below six kilobytes", () => {
  const scribble = Array.from({ length: 1500 }, (_, at) => [
    Math.round(1000 + at + 400 * Math.sin(at / 20)),
    Math.round(800 + 300 * Math.cos(at / 15)),
    at * 8,
  ]).flat()
  const stored = JSON.stringify(relative(thinned(scribble, 6)))
  assert.ok(stored.length < 6144, `${stored.length}`)
})
