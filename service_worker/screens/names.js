// Names where there is little room; mirror: fieldapp/screens/names.py.

const ROOM = 20
const SHORTENED = 3

/** First name, initials and last name when the whole is too long. @param {string} name */
export function shortName(name) {
  const parts = name.split(" ").filter((part) => part)
  if (Array.from(name).length <= ROOM || parts.length < SHORTENED) return name
  const middle = parts.slice(1, -1).map((part) => Array.from(part)[0])
  const initials = middle
    .filter((letter) => letter !== letter.toLowerCase())
    .map((letter) => `${letter}.`)
  return [parts[0], ...initials, parts[parts.length - 1]].join(" ")
}

/** The name that she is called by. @param {string} name */
export function firstName(name) {
  return name.split(" ")[0]
}
