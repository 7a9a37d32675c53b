// The language that she chose, also without network: the server hears of it later.

import { chosenLanguage, putChosenLanguage } from "../store/meta.js"
import { speak } from "../store/session.js"
import { tellPages } from "./pages.js"

/** @typedef {import("../store/session.js").Session} Session */

const TIMEOUT_MS = 10_000

/** Speak it from now on, and remember to tell the server. @param {Session} session @param {string} language */
export async function chooseLanguage(session, language) {
  await session.database.write(["meta"], (transaction) => putChosenLanguage(transaction, language))
  await speak(session, language)
}

/**
 * She chose another one on another device: speak it here too, unless the server has not heard
 * yet what she chose here.
 * @param {Session} session @param {{ language: string }} user as the server knows her
 */
export async function followLanguage(session, { language }) {
  if (language === session.language) return
  if (await session.database.read(["meta"], chosenLanguage)) return
  await speak(session, language)
  await tellPages({ type: "language" })
}

/** Tell the server, which knows who is signed in. @param {Session} session */
export async function postLanguage({ database }) {
  const language = await database.read(["meta"], chosenLanguage)
  if (!language || !(await isTold(language))) return
  await database.write(["meta"], async (transaction) => {
    if ((await chosenLanguage(transaction)) === language) putChosenLanguage(transaction, null)
  })
}

/** @param {string} language */
async function isTold(language) {
  try {
    const body = new URLSearchParams({ language })
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const response = await fetch("/profile", { method: "POST", body, redirect: "manual", signal })
    return response.type === "opaqueredirect" || response.status < 500
  } catch {
    return false
  }
}
