// Decimal text as whole numbers, for drawing; mirror: fieldapp/screens/decimals.py.

/** The most decimal places that any of the texts has. @param {(string | null | undefined)[]} texts */
export function places(...texts) {
  return Math.max(0, ...texts.map((text) => (text ?? "").split(".")[1]?.length ?? 0))
}

/** Decimal text times ten to the power; it has no more places than that. @param {string} text @param {number} power */
export function scaled(text, power) {
  const [whole, fraction = ""] = text.split(".")
  return BigInt(whole + fraction.padEnd(power, "0"))
}

/** The decimal text of a scaled number. @param {bigint} number @param {number} power */
export function unscaled(number, power) {
  const digits = String(number < 0n ? -number : number).padStart(power + 1, "0")
  const sign = number < 0n ? "-" : ""
  if (!power) return sign + digits
  return `${sign}${digits.slice(0, -power)}.${digits.slice(-power)}`
}

/** The value so many of the last shown digit further. @param {string} text @param {number} decimals @param {number} steps */
export function stepped(text, decimals, steps) {
  const power = Math.max(decimals, places(text))
  const step = 10n ** BigInt(power - decimals)
  return unscaled(scaled(text, power) + BigInt(steps) * step, power)
}
