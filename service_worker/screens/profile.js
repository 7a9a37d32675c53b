// Who is signed in, and how this phone looks; mirror: fieldapp/screens/profile.py.

import { localOrNone } from "./moments.js"
import { dock } from "./queue.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

const THEMES = ["auto", "light", "dark", "sun"]
const LANGUAGES = ["pt-BR", "en"]
const SHOWN = 8

/**
 * Name, languages and themes; what this phone chose is filled by script.
 * @param {Document} profile @param {Document[]} rows
 * @param {Document | null} phone {client_id, version, heard_at}; none before the first snapshot
 * @param {Scene} scene @returns {Document}
 */
export function profileScreen(profile, rows, phone, scene) {
  const { name, email, region, language } = profile
  return {
    tab: "profile",
    profile: { name, email, region: region ? capital(region) : null },
    themes: THEMES,
    languages: LANGUAGES.map((code) => ({ code, is_chosen: code === language })),
    phone: phone && phoneView(phone, scene.zone),
    dock: dock(rows, scene),
  }
}

/** @param {string} name */
function capital(name) {
  const [first, ...rest] = name
  return first.toUpperCase() + rest.join("")
}

/** @param {Document} phone @param {string} zone @returns {Document} */
function phoneView({ client_id, version, heard_at }, zone) {
  return {
    client: client_id.slice(0, SHOWN),
    version: version.slice(0, SHOWN),
    heard_at: localOrNone(heard_at, zone),
  }
}
