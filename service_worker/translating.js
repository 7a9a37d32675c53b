// What people read, in their language; mirror: fieldapp/translating.py.

import catalogues from "./generated/catalogues.js"

/** @type {Record<string, Record<string, string | string[]>>} */
const messages = catalogues
let language = "pt-BR"

/** Answer in this language from here on; an unknown one means the default. @param {string} code */
export function setLanguage(code) {
  language = Object.hasOwn(messages, code) ? code : "pt-BR"
}

/** @returns {string} */
export function currentLanguage() {
  return language
}

/**
 * The message in the current language, its %(name)s filled in.
 * @param {string} message
 * @param {Record<string, unknown>} [values]
 * @returns {string}
 */
export function gettext(message, values) {
  const text = translation(message)
  return values ? interpolate(text, values, String) : text
}

/**
 * The form that suits the number, its %(num)d and %(name)s filled in.
 * @param {string} one
 * @param {string} many
 * @param {number} number
 * @param {Record<string, unknown>} [values]
 * @returns {string}
 */
export function ngettext(one, many, number, values) {
  return interpolate(pluralTranslation(one, many, number), { num: number, ...values }, String)
}

/** The message as it stands, for templates. @param {string} message @returns {string} */
export function translation(message) {
  const found = find(message)
  return typeof found === "string" ? found : message
}

/** @param {string} one @param {string} many @param {number} number @returns {string} */
export function pluralTranslation(one, many, number) {
  const found = find(one)
  const forms = Array.isArray(found) ? found : [one, many]
  return forms[number === 1 ? 0 : 1]
}

/**
 * @param {string} text
 * @param {Record<string, unknown>} values
 * @param {(value: unknown) => string} print
 * @returns {string}
 */
export function interpolate(text, values, print) {
  return text.replace(/%(?:%|\((\w+)\)[sd])/g, (mark, name) => {
    if (mark === "%%") return "%"
    if (!Object.hasOwn(values, name)) throw new Error(`"${text}" misses ${name}`)
    return print(values[name])
  })
}

/** @param {string} message */
function find(message) {
  const known = messages[language]
  return Object.hasOwn(known, message) ? known[message] : undefined
}
