// What belongs to the phone and not to a person: who is active, and a logout to post.

import { Database } from "./database.js"
import { put } from "./written.js"

/** @typedef {{ id: string, name: string, role: string, language: string }} User */

const device = new Database("fieldapp-device", [(database) => database.createObjectStore("meta")])

/** @returns {Promise<User | null>} */
export async function activeUser() {
  return (await get("active_user")) ?? null
}

/** @param {User | null} user */
export function setActiveUser(user) {
  return set("active_user", user)
}

/** A logout that the server has not heard of yet. @returns {Promise<boolean>} */
export async function isLogoutPending() {
  return (await get("pending_logout")) ?? false
}

/** @param {boolean} isPending */
export function setLogoutPending(isPending) {
  return set("pending_logout", isPending)
}

/** Where a test build holds the clock. @returns {Promise<string | null>} */
export async function heldNow() {
  return (await get("now")) ?? null
}

/** @param {string | null} now */
export function setHeldNow(now) {
  return set("now", now)
}

/** @param {string} name */
function get(name) {
  return device.read(["meta"], (transaction) => transaction.objectStore("meta").get(name))
}

/** @param {string} name @param {any} value */
function set(name, value) {
  return device.write(["meta"], (transaction) => put(transaction, "meta", value, name))
}
