// Static files, kept whole per version; nothing personal is ever cached.

import { LATER, PRECACHE, VERSION } from "./generated/assets.js"

const CACHE = `fieldapp-${VERSION}`
const TIMEOUT_MS = 10_000
const ROOM_BYTES = 20_000_000

/** Everything that a page of this worker names. */
export async function keepAssets() {
  const cache = await caches.open(CACHE)
  await cache.addAll(PRECACHE)
}

/** What no page waits for, such as fonts; where room is short, it is for photos and words. */
export async function keepLaterAssets() {
  if (!(await hasRoom())) return
  const cache = await caches.open(CACHE)
  const missing = []
  for (const url of LATER) if (!(await cache.match(url))) missing.push(url)
  await cache.addAll(missing)
}

async function hasRoom() {
  const { quota = Infinity, usage = 0 } = (await globalThis.navigator?.storage?.estimate()) ?? {}
  return quota - usage > ROOM_BYTES
}

/** Other versions' files go; databases never do. */
export async function dropOldAssets() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith("fieldapp-") && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

/** Answer at once: a file that nobody has must not keep a page waiting. @param {Request} request @returns {Promise<Response>} */
export async function assetFor(request) {
  const kept = await caches.match(request, { ignoreVary: true })
  if (kept) return kept
  try {
    return await fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch {
    return new Response(null, { status: 504 })
  }
}
