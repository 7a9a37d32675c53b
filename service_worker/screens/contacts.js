// The ways to reach a customer and her door; mirror: fieldapp/screens/contacts.py.

import { local, shifted } from "../domain/local_time.js"
import { gettext as _ } from "../translating.js"
import { firstName } from "./names.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

const METRES_A_MINUTE = 500
const ROUND_MIN = 5

/**
 * Phone numbers and the addresses of map and message apps.
 * @param {Document} order @param {Document} visit @param {Scene} scene @returns {Document}
 */
export function contacts(order, visit, scene) {
  const { phones } = order.customer
  const message = messageOf(order, visit, scene)
  const destination = place(order.site, "destination", "destination")
  return {
    phones,
    whatsapp: phones.length ? whatsapp(phones[0], message) : null,
    waze: `https://waze.com/ul?${place(order.site, "ll", "q")}&navigate=yes`,
    google_maps: `https://www.google.com/maps/dir/?api=1&${destination}`,
  }
}

/** @param {string} phone @param {string} message */
function whatsapp(phone, message) {
  return `https://wa.me/${phone.replace(/[^0-9]/g, "")}?text=${encodeURIComponent(message)}`
}

/** @param {Document} order @param {Document} visit @param {Scene} scene */
function messageOf(order, visit, { now, zone, viewer, organization }) {
  return _("Hello, this is %(name)s from %(organization)s. I should arrive around %(time)s.", {
    name: firstName(viewer.name),
    organization: organization.name,
    time: local(arrivesAt(order, visit, now), zone).slice(11, 16),
  })
}

/** The window's start or the drive from the base at 30 km/h, if later. @param {Document} order @param {Document} visit @param {string} now */
function arrivesAt(order, visit, now) {
  const metres = order.site.distance_from_base_m || 0
  const minutes = Math.ceil(metres / METRES_A_MINUTE / ROUND_MIN) * ROUND_MIN
  const start = visit.window.start_at || now
  const driven = shifted(now, minutes)
  return driven > start ? driven : start
}

/** @param {Document} site @param {string} point @param {string} words */
function place(site, point, words) {
  if (site.latitude && site.longitude) return `${point}=${site.latitude},${site.longitude}`
  const parts = [site.street, site.number, site.district, site.city]
  return `${words}=${encodeURIComponent(parts.filter((part) => part).join(", "))}`
}
