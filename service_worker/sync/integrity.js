// At start the outbox is hashed again and the photos are counted: what is missing is named.

import { chainHash } from "../domain/canonical.js"
import { missingBlobs, putUpload } from "../store/blobs.js"
import { enrolment } from "../store/meta.js"
import { firstEntries } from "../store/outbox.js"
import { reenrol } from "./enrolment.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../store/outbox.js").Entry} Entry */

/**
 * Mend what can be mended.
 * @param {Session} session
 * @returns {Promise<{ missing_photos: string[] }>} digests that this phone no longer holds
 */
export async function checkIntegrity(session) {
  const [entries, client] = await session.database.read(["outbox", "meta"], (transaction) =>
    Promise.all([firstEntries(transaction), enrolment(transaction)]),
  )
  if (client && !(await isUnbroken(entries, client.chain))) await reenrol(session)
  return { missing_photos: await markMissing(session) }
}

/**
 * Does every operation follow the one before, and the last one lead to the head?
 * @param {Entry[]} entries
 * @param {string} head
 */
export async function isUnbroken(entries, head) {
  let chain = entries[0]?.previous ?? head
  for (const entry of entries) {
    if (entry.previous !== chain || !(await isIntact(entry))) return false
    chain = JSON.parse(entry.bytes).chain
  }
  return chain === head
}

/** @param {Entry} entry */
async function isIntact({ previous, bytes }) {
  const { chain, ...operation } = JSON.parse(bytes)
  return (await chainHash(previous, operation)) === chain
}

/** @param {Session} session */
function markMissing({ database }) {
  return database.write(["uploads", "blobs"], async (transaction) => {
    const missing = await missingBlobs(transaction)
    for (const upload of missing) putUpload(transaction, { ...upload, is_missing: true })
    return missing.map((upload) => upload.sha256)
  })
}
