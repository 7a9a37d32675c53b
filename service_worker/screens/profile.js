// Who is signed in, and how this phone looks; mirror: fieldapp/screens/profile.py.

import { dock } from "./queue.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

const THEMES = ["auto", "light", "dark", "sun"]
const LANGUAGES = ["pt-BR", "en"]

/**
 * Name, languages and themes; what this phone chose is filled by script.
 * @param {Document} profile @param {Document[]} rows @param {Scene} scene @returns {Document}
 */
export function profileScreen(profile, rows, scene) {
  const { name, email, region, language } = profile
  return {
    tab: "profile",
    profile: { name, email, region },
    themes: THEMES,
    languages: LANGUAGES.map((code) => ({ code, is_chosen: code === language })),
    dock: dock(rows, scene),
  }
}
