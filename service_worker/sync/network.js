// What is known of the network: only the sync endpoint's own answer is evidence.

/** @typedef {import("./round.js").Outcome} Outcome */
/** @typedef {"ok" | "weak" | "off" | "signed_out" | "outdated"} State */

const SLOW_MS = 5_000
const FAILURES_OF_WEAK = 2

/** @type {{ state: State, failures: number }} */
const network = { state: "ok", failures: 0 }

/** @returns {State} */
export function networkState() {
  return network.state
}

/** Attempts in a row that brought nothing. @returns {number} */
export function failuresInARow() {
  return network.failures
}

/** Learn from one round trip. @param {Outcome} outcome */
export function judge(outcome) {
  network.failures = isFailure(outcome) ? network.failures + 1 : 0
  network.state = stateAfter(outcome)
}

/** The browser says that there is no network at all: that much can be believed. */
export function networkLeft() {
  network.state = "off"
}

/** Nothing came of it, for whatever reason: the next attempt rests longer. @param {Outcome} outcome */
function isFailure({ kind }) {
  return kind !== "done" && kind !== "other_user"
}

/** @param {Outcome} outcome @returns {State} */
function stateAfter({ kind, took_ms, is_outdated }) {
  if (kind === "unreachable") return "off"
  if (kind === "signed_out") return "signed_out"
  if (is_outdated) return "outdated"
  const isWeak = took_ms > SLOW_MS || network.failures >= FAILURES_OF_WEAK
  return isWeak ? "weak" : "ok"
}
