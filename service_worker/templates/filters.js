// Template filters that exist twice; mirror: fieldapp/web/filters.py.

import { currentLanguage, gettext as _ } from "../translating.js"

const MINUS = "\u2212"
const SPACE = "\u00a0"

const LOCAL_TIME = /^([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}:[0-9]{2})[0-9:.]*Z?)?$/
const DECIMAL = /^(-?)([0-9]+)(?:\.([0-9]+))?$/
const MOBILE = /^\+55([0-9]{2})([0-9]{4,5})([0-9]{4})$/

/** "10:18" of a local time. @param {string} local */
export function clock(local) {
  return LOCAL_TIME.exec(local)?.[4] ?? local
}

/** "terça, 24 de novembro" of a local time or date. @param {string} local */
export function day(local) {
  const found = calendarDate(local)
  if (!found) return local
  return _("%(weekday)s, %(day)s %(month)s", {
    weekday: weekdays()[found.getUTCDay()],
    day: found.getUTCDate(),
    month: months()[found.getUTCMonth()],
  })
}

/** "24/11/2026" of a local time or date. @param {string} local */
export function date(local) {
  const match = LOCAL_TIME.exec(local)
  return match ? `${match[3]}/${match[2]}/${match[1]}` : local
}

/** Decimal text as it is read, its unit after a no-break space. @param {string} text @param {string} [unit] */
export function quantity(text, unit = "") {
  const match = DECIMAL.exec(text)
  if (!match) return text
  const sign = match[1] ? MINUS : ""
  const fraction = match[3] ? decimalMark() + match[3] : ""
  return sign + match[2] + fraction + (unit ? SPACE + unit : "")
}

/** A whole number in groups of three. @param {number} value */
export function number(value) {
  checkWhole(value)
  const digits = String(Math.abs(value))
  const grouped = digits.replace(/\B(?=(?:[0-9]{3})+$)/g, groupMark())
  return (value < 0 ? MINUS : "") + grouped
}

/** Minutes as "18 min" or "1 h 42". @param {number} minutes */
export function duration(minutes) {
  checkWhole(minutes)
  const sign = minutes < 0 ? MINUS : ""
  const rest = Math.abs(minutes) % 60
  const hours = (Math.abs(minutes) - rest) / 60
  if (!hours) return `${sign}${rest}${SPACE}min`
  return `${sign}${hours}${SPACE}h${rest ? SPACE + String(rest).padStart(2, "0") : ""}`
}

/** Metres as "850 m", "3,2 km" or "120 km". @param {number} metres */
export function distance(metres) {
  checkWhole(metres)
  if (metres < 1000) return quantity(String(metres), "m")
  const tenths = Math.floor((metres + 50) / 100)
  if (tenths >= 1000) return `${number(Math.floor((metres + 500) / 1000))}${SPACE}km`
  return quantity(oneDecimal(tenths), "km")
}

/** A size as "512 B", "240 kB" or "1,8 MB". @param {number} count */
export function bytes(count) {
  checkWhole(count)
  if (count < 1000) return quantity(String(count), "B")
  if (count < 999_500) return quantity(String(Math.floor((count + 500) / 1000)), "kB")
  return quantity(oneDecimal(Math.floor((count + 50_000) / 100_000)), "MB")
}

/** A Brazilian number as "(34) 90000-0452", any other as it is. @param {string} e164 */
export function phone(e164) {
  const match = MOBILE.exec(e164)
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : e164
}

/** Texts set side by side. @param {string[]} parts @param {string} [separator] */
export function join(parts, separator = "") {
  return parts.join(separator)
}

export const filters = {
  clock,
  day,
  date,
  quantity,
  number,
  duration,
  distance,
  bytes,
  phone,
  join,
}

/** @param {number} tenths */
function oneDecimal(tenths) {
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

/** @param {string} local @returns {Date | null} */
function calendarDate(local) {
  const match = LOCAL_TIME.exec(local)
  if (!match) return null
  const found = new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00.000Z`)
  const exists = !Number.isNaN(found.getTime()) && found.getUTCDate() === Number(match[3])
  return exists ? found : null
}

/** @param {unknown} value */
function checkWhole(value) {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a whole number`)
}

function decimalMark() {
  return currentLanguage() === "pt-BR" ? "," : "."
}

function groupMark() {
  return currentLanguage() === "pt-BR" ? "." : ","
}

/** Sunday first, as getUTCDay counts. */
function weekdays() {
  return [
    _("Sunday"),
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
  ]
}

function months() {
  return [
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
  ]
}
