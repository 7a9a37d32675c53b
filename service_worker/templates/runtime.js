// Runs compiled templates: Jinja2's and MarkupSafe's meaning of every construct of the dialect.

import { ICONS } from "../generated/assets.js"
import templates from "../generated/templates.js"
import { interpolate, pluralTranslation, setLanguage, translation } from "../translating.js"
import { filters } from "./filters.js"

/**
 * @typedef {Record<string, any>} Scope a chain of objects without Object.prototype
 * @typedef {(scope: Scope, runtime: Runtime, blocks: Blocks) => string} Part
 * @typedef {Record<string, Part>} Blocks
 * @typedef {{ parent: string | null, blocks: Blocks, root: Part }} Template
 * @typedef {Record<string, Template>} Templates
 * @typedef {ReturnType<typeof createRuntime>} Runtime
 */

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&#39;", '"': "&#34;" }

/** Text that is HTML already. */
class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text
  }
}

/** The page, in the person's language. @param {string} name @param {object} context @param {string} language */
export function render(name, context, language) {
  return renderFrom(templates, name, context, language)
}

/**
 * @param {Templates} table
 * @param {string} name
 * @param {object} context
 * @param {string} language
 * @returns {string}
 */
export function renderFrom(table, name, context, language) {
  setLanguage(language)
  return createRuntime(table).run(name, Object.assign(Object.create(null), context))
}

/** @param {Templates} table */
function createRuntime(table) {
  const runtime = {
    esc,
    truth,
    both: (/** @type {any} */ left, /** @type {() => any} */ right) =>
      truth(left) ? right() : left,
    either: (/** @type {any} */ left, /** @type {() => any} */ right) =>
      truth(left) ? left : right(),
    list,
    attr,
    equal,
    has,
    compare,
    filter,
    fallback,
    text,
    plural,
    icon,
    /** @param {string} markup */
    safe: (markup) => new Markup(markup),
    /** @param {string} name @param {Scope} scope @returns {string} */
    run(name, scope) {
      try {
        let template = find(table, name)
        let blocks = template.blocks
        while (template.parent !== null) {
          template = find(table, template.parent)
          blocks = { ...template.blocks, ...blocks }
        }
        return template.root(scope, runtime, blocks)
      } catch (error) {
        throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, {
          cause: error,
        })
      }
    },
  }
  return runtime
}

/** @param {Templates} table @param {string} name */
function find(table, name) {
  if (!Object.hasOwn(table, name)) throw new Error(`no template named ${name}`)
  return table[name]
}

/** As MarkupSafe's escape. @param {any} value @returns {string} */
function esc(value) {
  return value instanceof Markup ? value.text : escapeText(string(value))
}

/** @param {string} text */
function escapeText(text) {
  return /[&<>'"]/.test(text)
    ? text.replace(/[&<>'"]/g, (mark) => ENTITIES[/** @type {keyof typeof ENTITIES} */ (mark)])
    : text
}

/** As Python's str. @param {any} value @returns {string} */
function string(value) {
  if (typeof value === "string") return value
  if (Number.isSafeInteger(value)) return String(value)
  if (value === null) return "None"
  if (value === true) return "True"
  if (value === false) return "False"
  if (value instanceof Markup) return value.text
  throw new Error(`cannot print ${typeName(value)}`)
}

/** As Python's bool. @param {any} value @returns {boolean} */
function truth(value) {
  if (value === null || typeof value !== "object") {
    return Boolean(defined(value))
  }
  if (value instanceof Markup) return value.text !== ""
  return (Array.isArray(value) ? value : Object.keys(value)).length > 0
}

/** What a loop may walk. @param {any} value @returns {any[]} */
function list(value) {
  if (!Array.isArray(value)) throw new Error(`${typeName(value)} is not a list`)
  return value
}

/** @param {any} owner @param {string} key */
function attr(owner, key) {
  if (owner === undefined) throw new Error(`undefined has no ${key}`)
  const isRecord = owner !== null && typeof owner === "object" && !Array.isArray(owner)
  return isRecord && Object.hasOwn(owner, key) ? owner[key] : undefined
}

/** As Python's ==. @param {any} left @param {any} right @returns {boolean} */
function equal(left, right) {
  const [a, b] = [plain(left), plain(right)]
  if (a === b) return true
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]))
  )
}

/** As Python's in. @param {any} container @param {any} value @returns {boolean} */
function has(container, value) {
  const place = plain(container)
  if (typeof place === "string") return place.includes(textOf(value))
  if (Array.isArray(place)) return place.some((member) => equal(member, value))
  if (place === null || typeof place !== "object")
    throw new Error(`${typeName(place)} holds nothing`)
  const key = plain(value)
  return typeof key === "string" && Object.hasOwn(place, key)
}

/** Below, at or above zero, as Python orders numbers and texts. @param {any} left @param {any} right */
function compare(left, right) {
  const [a, b] = [plain(left), plain(right)]
  if (typeof a === "number" && typeof b === "number") return a - b
  if (typeof a !== "string" || typeof b !== "string") {
    throw new Error(`cannot order ${typeName(left)} and ${typeName(right)}`)
  }
  return compareTexts([...a], [...b])
}

/** By code points, not UTF-16 units. @param {string[]} a @param {string[]} b */
function compareTexts(a, b) {
  for (let index = 0; index < a.length && index < b.length; index++) {
    const difference = Number(a[index].codePointAt(0)) - Number(b[index].codePointAt(0))
    if (difference) return difference
  }
  return a.length - b.length
}

/** @param {string} name @param {any} value @param {any[]} options */
function filter(name, value, ...options) {
  if (name === "length") return length(plain(value))
  const twin = /** @type {Record<string, (...values: any[]) => any>} */ (filters)[name]
  return twin(defined(value), ...options.map(defined))
}

/** @param {any} value @returns {number} */
function length(value) {
  if (typeof value === "string" || Array.isArray(value)) return [...value].length
  if (value === null || typeof value !== "object")
    throw new Error(`${typeName(value)} has no length`)
  return Object.keys(value).length
}

/** The default filter. @param {any} value @param {any} other */
function fallback(value, other) {
  return value === undefined ? defined(other) : value
}

/** _() in a template: what it fills in is escaped. @param {string} message @param {object} [values] */
function text(message, values) {
  return interpolate(translation(message), { ...values }, esc)
}

/** @param {string} one @param {string} many @param {any} number @param {object} [values] */
function plural(one, many, number, values) {
  return interpolate(pluralTranslation(one, many, plain(number)), { num: number, ...values }, esc)
}

/** @param {any} name @returns {string} */
function icon(name) {
  const icons = /** @type {Record<string, string>} */ (ICONS)
  if (!Object.hasOwn(icons, string(name))) throw new Error(`no icon named ${name}`)
  return `<svg class="i" aria-hidden="true" viewBox="0 0 24 24">${icons[name]}</svg>`
}

/** Python compares True with 1, and markup with text. @param {any} value */
function plain(value) {
  if (value instanceof Markup) return value.text
  return typeof value === "boolean" ? Number(value) : defined(value)
}

/** @param {any} value */
function defined(value) {
  if (value === undefined) throw new Error("a value is undefined")
  return value
}

/** @param {any} value */
function typeName(value) {
  return Array.isArray(value) ? "a list" : value === null ? "None" : `a ${typeof value}`
}

/** @param {any} value @returns {string} */
function textOf(value) {
  const found = plain(value)
  if (typeof found !== "string") throw new Error(`${typeName(value)} is not text`)
  return found
}
