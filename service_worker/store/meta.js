// Small facts about one person's database: her client, her place in the feed, the clock.

import { put } from "./written.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/** @typedef {{ client_id: string, sequence: number, chain: string }} Enrolment */
/**
 * `is_ready`: a snapshot was complete once. `snapshot`: the count of snapshots begun; while
 * `is_sweeping`, documents of earlier ones leave as soon as the present one is complete.
 * @typedef {{ epoch: string | null, cursor: string | null, is_ready: boolean, snapshot: number,
 *   is_sweeping: boolean }} Feed
 */
/** @typedef {{ offset_ms: number, spread_s: number, heard_at: string | null }} Clock */

const ZEROS = "0".repeat(64)

/** @type {Feed} */
export const UNREAD = {
  epoch: null,
  cursor: null,
  is_ready: false,
  snapshot: 1,
  is_sweeping: false,
}

/** @type {Clock} */
export const UNMEASURED = { offset_ms: 0, spread_s: 30, heard_at: null }

/** The feed read anew from its beginning. @param {Feed} feed @param {string} epoch @returns {Feed} */
export function fromTheBeginning(feed, epoch) {
  return { ...feed, epoch, cursor: null, snapshot: feed.snapshot + 1, is_sweeping: true }
}

/** @param {string} clientId @returns {Enrolment} */
export function newEnrolment(clientId) {
  return { client_id: clientId, sequence: 0, chain: ZEROS }
}

/** @param {Transaction} transaction @returns {Promise<Enrolment | undefined>} */
export function enrolment(transaction) {
  return transaction.objectStore("meta").get("enrolment")
}

/** @param {Transaction} transaction @param {Enrolment} value */
export function putEnrolment(transaction, value) {
  return put(transaction, "meta", value, "enrolment")
}

/** @param {Transaction} transaction @returns {Promise<Feed>} */
export async function feed(transaction) {
  return (await transaction.objectStore("meta").get("feed")) ?? UNREAD
}

/** @param {Transaction} transaction @param {Feed} value */
export function putFeed(transaction, value) {
  return put(transaction, "meta", value, "feed")
}

/** @param {Transaction} transaction @returns {Promise<Clock>} */
export async function clock(transaction) {
  return (await transaction.objectStore("meta").get("clock")) ?? UNMEASURED
}

/** @param {Transaction} transaction @param {Clock} value */
export function putClock(transaction, value) {
  return put(transaction, "meta", value, "clock")
}

/** When each order's work was last received. @param {Transaction} transaction @returns {Promise<Record<string, string>>} */
export async function received(transaction) {
  return (await transaction.objectStore("meta").get("received")) ?? {}
}

/** @param {Transaction} transaction @param {Record<string, string>} value */
export function putReceived(transaction, value) {
  return put(transaction, "meta", value, "received")
}

/** A language chosen here that the server has not heard of. @param {Transaction} transaction @returns {Promise<string | null>} */
export async function chosenLanguage(transaction) {
  return (await transaction.objectStore("meta").get("chosen_language")) ?? null
}

/** @param {Transaction} transaction @param {string | null} language */
export function putChosenLanguage(transaction, language) {
  return put(transaction, "meta", language, "chosen_language")
}
