/** Text as both hosts see it alike (mirror: fieldapp/domain/texts.py). */

const BLANKS = " \t\r\n\u00a0"

/** The text without blanks at its ends. @param {string} text */
export function trimmed(text) {
  let start = 0
  let end = text.length
  while (start < end && BLANKS.includes(text[start])) start += 1
  while (end > start && BLANKS.includes(text[end - 1])) end -= 1
  return text.slice(start, end)
}

/** The text with a to z in upper case and all else as it is. @param {string} text */
export function asciiUpper(text) {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** How many characters a text has, as Python counts them. @param {string} text */
export function lengthOf(text) {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g) ?? []).length
}

/** Tell whether a text has no lone surrogate, so that it has bytes. @param {string} text */
export function isWellFormed(text) {
  return !/\p{Surrogate}/u.test(text)
}
