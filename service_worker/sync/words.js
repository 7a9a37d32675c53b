// The words and icons of sending: pages hold none, so that both hosts print the same bytes.

import { local } from "../domain/local_time.js"
import { ICONS } from "../generated/assets.js"
import { gettext as _, ngettext } from "../translating.js"

export const DEFAULT_ZONE = "America/Sao_Paulo"
const SMALL_BYTES = 200_000

/** @type {Record<string, string>} */
const drawings = ICONS

/** @typedef {{ tone: string, icon: string, text: string, more?: string, href?: string }} Label */

/**
 * The pill in the bar; null when all is well.
 * @param {import("./network.js").State} network
 * @param {number} unsent
 * @returns {Label | null}
 */
export function pillOf(network, unsent) {
  if (network === "off")
    return { ...label("off", "wifi-off", _("No network")), more: keptHere(unsent) }
  if (network === "weak")
    return { ...label("warn", "cloud-alert", _("Weak network")), more: keptHere(unsent) }
  if (network === "signed_out")
    return { ...label("warn", "key-round", _("Sign in again")), href: "/login" }
  if (network === "outdated")
    return { ...label("warn", "refresh-cw", _("Update the app")), more: keptHere(unsent) }
  return null
}

/** Why nothing can be sent now. @param {import("./network.js").State} network @param {number} [restS] until the next attempt */
export function reasonOf(network, restS = 0) {
  if (network === "off") return _("No network")
  if (network === "weak" && restS > 0)
    return _("The server did not answer. Everything is kept here. We try again in %(seconds)s s", {
      seconds: restS,
    })
  if (network === "signed_out") return _("Sign in again when there is network. Nothing is lost")
  if (network === "outdated")
    return _("This version cannot send any more: tap “Update now”. Nothing is lost")
  return ""
}

/** @param {number} unsent */
export function badgeOf(unsent) {
  return ngettext("%(num)s to send", "%(num)s to send", unsent)
}

/** The ticks of an order. @param {"stored" | "sending" | "received"} state @param {string | null} at @param {string} zone @returns {Label} */
export function ticksOf(state, at, zone) {
  if (state === "stored") return label("warn", "clock", _("Kept on this phone"))
  if (state === "sending") return label("route", "arrow-up", _("Sending now"))
  return label(
    "done",
    "check-check",
    _("Received %(time)s", { time: local(at ?? "", zone).slice(11, 16) }),
  )
}

/** How far a photo is; a small one goes in one piece. @param {number} percent @param {number} size */
export function sendingLabel(percent, size) {
  const more = size > SMALL_BYTES ? ` ${percent}%` : ""
  return label("route", "arrow-up", _("Going up") + more)
}

/** Why she cannot leave yet. @param {number} unsent */
export function leaveWords(unsent) {
  return ngettext(
    "%(num)s item still to send. Send it before leaving",
    "%(num)s items still to send. Send them before leaving",
    unsent,
  )
}

/** When the office was last heard. @param {string | null} at @param {string} zone */
export function lastWords(at, zone) {
  return at ? _("Last connection %(time)s", { time: local(at, zone).slice(11, 16) }) : ""
}

/**
 * How much of the day is on this phone; only a complete one can be worked without signal.
 * @param {boolean} isReady @param {number} orders
 */
export function dayWords(isReady, orders) {
  if (isReady)
    return ngettext(
      "Ready to work without signal: %(num)s order on this phone",
      "Ready to work without signal: %(num)s orders on this phone",
      orders,
    )
  return ngettext(
    "Keeping your day on this phone: %(num)s order so far",
    "Keeping your day on this phone: %(num)s orders so far",
    orders,
  )
}

/** What a page says when a new version waits. */
export function updateWords() {
  return { text: _("A new version is ready"), button: _("Update now") }
}

/** @param {number} unsent */
function keptHere(unsent) {
  return ngettext("%(num)s item kept on this phone", "%(num)s items kept on this phone", unsent)
}

/** @param {string} tone @param {string} icon @param {string} text @returns {Label} */
function label(tone, icon, text) {
  const drawing = `<svg class="i" aria-hidden="true" viewBox="0 0 24 24">${drawings[icon]}</svg>`
  return { tone, icon: drawing, text }
}
