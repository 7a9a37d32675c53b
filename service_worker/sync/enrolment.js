// A client that cannot go on enrols anew: another client id, sequence from 1, the same operations.

import { chainHash } from "../domain/canonical.js"
import { doubtUploads } from "../store/blobs.js"
import {
  enrolment,
  feed,
  fromTheBeginning,
  newEnrolment,
  putEnrolment,
  putFeed,
} from "../store/meta.js"
import { addEntry, clearEntries, firstEntries } from "../store/outbox.js"
import { allSent, clearSent } from "../store/sent.js"
import { entryOf } from "./draft.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../store/meta.js").Enrolment} Enrolment */
/** @typedef {import("../store/outbox.js").Entry} Entry */

const STORES = ["meta", "outbox", "sent", "uploads"]

/** Enrol when this database never was. @param {Session} session @param {string} clientId @returns {Promise<boolean>} was it new? */
export function enrol(session, clientId) {
  return session.database.write(["meta"], async (transaction) => {
    if (await enrolment(transaction)) return false
    await putEnrolment(transaction, newEnrolment(clientId))
    return true
  })
}

/** Link what is unsent to a new chain. @param {Session} session */
export function reenrol(session) {
  return session.writing.run(async () => {
    const unsent = await session.database.read(["outbox"], firstEntries)
    const { client, entries } = await linked(unsent)
    await session.database.write(STORES, (transaction) => replace(transaction, client, entries))
    session.replica.forget()
  })
}

/**
 * The server lives anew, from a backup: send the kept operations again, before the unsent ones,
 * ask again about every photo, and read everything from the beginning.
 * @param {Session} session
 * @param {string} epoch
 */
export function beginEpoch(session, epoch) {
  return session.writing.run(async () => {
    const [kept, unsent, place] = await session.database.read(STORES, (transaction) =>
      Promise.all([allSent(transaction), firstEntries(transaction), feed(transaction)]),
    )
    const { client, entries } = await linked([...kept, ...unsent])
    await session.database.write(STORES, async (transaction) => {
      clearSent(transaction)
      putFeed(transaction, fromTheBeginning(place, epoch))
      await doubtUploads(transaction)
      await replace(transaction, client, entries)
    })
    session.replica.forget()
  })
}

/** @param {import("../store/database.js").Transaction} transaction @param {Enrolment} client @param {Entry[]} entries */
async function replace(transaction, client, entries) {
  clearEntries(transaction)
  for (const entry of entries) addEntry(transaction, entry)
  await putEnrolment(transaction, client)
}

/**
 * The same operations as a new client's first ones.
 * @param {{ bytes: string }[]} operations
 * @returns {Promise<{ client: Enrolment, entries: Entry[] }>}
 */
async function linked(operations) {
  let client = newEnrolment(crypto.randomUUID())
  const entries = []
  for (const { bytes } of operations) {
    const { chain: _, ...operation } = JSON.parse(bytes)
    const next = { ...operation, sequence: client.sequence + 1 }
    const chain = await chainHash(client.chain, next)
    entries.push(entryOf({ ...next, chain }, client.chain))
    client = { ...client, sequence: next.sequence, chain }
  }
  return { client, entries }
}
