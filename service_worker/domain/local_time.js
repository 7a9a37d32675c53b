/** Instants in the organization's zone (mirror: fieldapp/domain/local_time.py). */

const MINUTE_MS = 60_000
const INSTANT = /20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z/g

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map()

/**
 * An ISO instant as local text to the minute, such as 2026-11-24T10:18.
 * @param {string} instant @param {string} zone
 */
export function local(instant, zone) {
  const parts = formatOf(zone).formatToParts(new Date(instant))
  const { year, month, day, hour, minute } = Object.fromEntries(
    parts.map((part) => [part.type, part.value]),
  )
  return `${year.padStart(4, "0")}-${month}-${day}T${hour}:${minute}`
}

/** The local day of an ISO instant, such as 2026-11-24. @param {string} instant @param {string} zone */
export function localDay(instant, zone) {
  return local(instant, zone).slice(0, 10)
}

/**
 * A sentence whose ISO instants read as local ones, such as 24/11 10:18.
 * @param {string} sentence @param {string} zone
 */
export function withLocalTimes(sentence, zone) {
  return sentence.replace(INSTANT, (instant) => dayAndTime(instant, zone))
}

/**
 * The whole minutes from one ISO instant to another, rounded down.
 * @param {string} earlier @param {string} later
 */
export function minutesBetween(earlier, later) {
  return Math.floor((Date.parse(later) - Date.parse(earlier)) / MINUTE_MS)
}

/**
 * The ISO instant so many minutes later, or earlier when negative.
 * @param {string} instant @param {number} minutes
 */
export function shifted(instant, minutes) {
  return new Date(Date.parse(instant) + minutes * MINUTE_MS).toISOString()
}

/** @param {string} typed @param {string} zone */
function dayAndTime(typed, zone) {
  if (!isInstant(typed)) return typed // no such day or hour: somebody's own words
  const moment = local(typed, zone)
  return `${moment.slice(8, 10)}/${moment.slice(5, 7)} ${moment.slice(11)}`
}

/** @param {string} typed */
function isInstant(typed) {
  const read = new Date(typed)
  return !Number.isNaN(read.getTime()) && read.toISOString() === typed
}

/** @param {string} zone */
function formatOf(zone) {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  })
  formats.set(zone, format)
  return format
}
