/**
 * The signature as vectors on an inline SVG: a change of size changes only the view,
 * so rotation, scroll and the keyboard cannot wipe it. Kept in a hidden field as
 * domain/strokes describes it.
 */

import { absolute, path, POINT, relative, thinned, union } from "./stroke_shapes.js"

const LARGEST_BYTES = 6144
const NEAR = 12
const SVG = "http://www.w3.org/2000/svg"

/** @typedef {{ id: number, points: number[], line: SVGPolylineElement, inverse: DOMMatrix }} Stroke */

class SignaturePad extends HTMLElement {
  /** @type {number[][]} absolute x, y, t of each finished stroke */
  #strokes = []
  /** @type {number[][] | null} what "clear" took away, for "undo" */
  #cleared = null
  /** @type {number[]} */
  #box = [0, 0, 0, 0]
  /** @type {Stroke | null} */
  #stroke = null
  #startedAt = 0
  /** @type {ResizeObserver | undefined} */
  #observer

  connectedCallback() {
    this.#read()
    this.#observer = new ResizeObserver(() => this.#show())
    this.#observer.observe(this)
    this.svg.addEventListener("pointerdown", this)
    this.svg.addEventListener("pointermove", this)
    this.svg.addEventListener("pointerup", this)
    this.svg.addEventListener("pointercancel", this)
    this.querySelector("[data-undo]")?.addEventListener("click", () => this.undo())
    this.querySelector("[data-clear]")?.addEventListener("click", () => this.clear())
    this.#drawAll()
  }

  disconnectedCallback() {
    this.#observer?.disconnect()
  }

  get svg() {
    return /** @type {SVGSVGElement} */ (this.querySelector("svg"))
  }

  get field() {
    return /** @type {HTMLInputElement} */ (this.querySelector("input"))
  }

  undo() {
    if (this.#cleared) this.#strokes = this.#cleared
    else this.#strokes.pop()
    this.#cleared = null
    this.#changed()
  }

  clear() {
    if (!this.#strokes.length) return
    this.#cleared = this.#strokes
    this.#strokes = []
    this.#changed()
  }

  /** @param {PointerEvent} event */
  handleEvent(event) {
    if (event.type === "pointerdown") this.#begin(event)
    else if (event.pointerId !== this.#stroke?.id) return
    else if (event.type === "pointermove") this.#move(event)
    else this.#end()
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    if (this.#stroke || event.button !== 0) return
    event.preventDefault()
    this.svg.setPointerCapture(event.pointerId)
    if (!this.#strokes.length) {
      this.#startedAt = event.timeStamp
      this.#fit()
    }
    const line = /** @type {SVGPolylineElement} */ (this.#draw("polyline"))
    const inverse = /** @type {DOMMatrix} */ (this.svg.getScreenCTM()).inverse()
    this.#stroke = { id: event.pointerId, points: [], line, inverse }
    this.#add(event)
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const steps = event.getCoalescedEvents?.() ?? []
    for (const each of steps.length ? steps : [event]) this.#add(each)
  }

  /** @param {PointerEvent} event */
  #add(event) {
    const { points, line, inverse } = /** @type {Stroke} */ (this.#stroke)
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse)
    const [x, y] = [Math.round(at.x), Math.round(at.y)]
    const last = points.length - POINT
    if (last >= 0 && Math.abs(x - points[last]) + Math.abs(y - points[last + 1]) < NEAR) return
    points.push(x, y, Math.max(0, Math.round(event.timeStamp - this.#startedAt)))
    const point = this.svg.createSVGPoint()
    point.x = x
    point.y = y
    line.points.appendItem(point)
  }

  #end() {
    const { points } = /** @type {Stroke} */ (this.#stroke)
    this.#stroke = null
    this.#cleared = null
    this.#strokes.push(thinned(points, 3))
    this.#changed()
  }

  #changed() {
    this.#write()
    this.#drawAll()
    this.dispatchEvent(new CustomEvent("signaturechange", { bubbles: true }))
  }

  #read() {
    if (!this.field.value) return
    const drawing = JSON.parse(this.field.value)
    this.#box = drawing.box
    this.#strokes = drawing.strokes.map(absolute)
  }

  /** A long scribble is thinned until it fits; a doctor's autograph stays itself. */
  #write() {
    let text = this.#encoded()
    for (let tolerance = 6; text.length > LARGEST_BYTES && tolerance < 200; tolerance *= 2) {
      this.#strokes = this.#strokes.map((points) => thinned(points, tolerance))
      text = this.#encoded()
    }
    while (text.length > LARGEST_BYTES) {
      this.#strokes.pop()
      text = this.#encoded()
    }
    this.field.value = this.#strokes.length ? text : ""
  }

  #encoded() {
    return JSON.stringify({ format: 1, box: this.#box, strokes: this.#strokes.map(relative) })
  }

  #drawAll() {
    for (const line of this.svg.querySelectorAll(".ink")) line.remove()
    for (const points of this.#strokes) {
      this.#draw("path").setAttribute("d", path(points))
    }
    this.#show()
  }

  /** @param {string} kind */
  #draw(kind) {
    const line = document.createElementNS(SVG, kind)
    line.setAttribute("class", "ink")
    this.svg.append(line)
    return line
  }

  /** An empty pad takes the size it has now; a drawn one is only looked at anew. */
  #show() {
    if (!this.#strokes.length && !this.#stroke) this.#fit()
    this.svg.setAttribute("viewBox", union(this.#box, this.#strokes).join(" "))
    const [x, y, width, height] = this.#box
    const base = this.svg.querySelector(".base")
    base?.setAttribute("d", `M${x + 200} ${y + height - 380}H${x + width - 200}`)
    if (this.#stroke) {
      const now = /** @type {DOMMatrix} */ (this.svg.getScreenCTM())
      this.#stroke.inverse = now.inverse()
    }
  }

  #fit() {
    const { width, height } = this.svg.getBoundingClientRect()
    if (width && height) this.#box = [0, 0, Math.round(width * 10), Math.round(height * 10)]
  }
}

if (!customElements.get("signature-pad")) customElements.define("signature-pad", SignaturePad)
