// What pages tell the worker.

import { keepLaterAssets } from "../assets.js"
import { holdClock } from "../clock.js"
import { countPhotos } from "../store/blobs.js"
import { setHeldNow } from "../store/device.js"
import { currentSession } from "../store/session.js"
import { countWrites, writtenBytes } from "../store/written.js"
import {
  atRest,
  giveWay,
  networkIsLost,
  syncNow,
  syncOnPulse,
  syncOnReturn,
} from "../sync/schedule.js"
import { statusOf } from "../sync/status.js"

/** @typedef {ExtendableMessageEvent & { data: { type: string, now?: string | null } }} Message */

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

const visits = { are_new: true }

/** @type {Record<string, (event: Message) => unknown>} */
const HEARD = {
  hello: greet,
  pulse: syncOnPulse,
  online: syncOnReturn,
  offline: networkIsLost,
  sync_now: syncNow,
  space: tellSpace,
  give_way: giveWay,
  update: () => /** @type {any} */ (globalThis).skipWaiting(),
  keep_later: keepLaterAssets,
  hold_clock: hold,
  count_writes: countWrites,
  written: (event) => event.ports[0]?.postMessage(writtenBytes()),
}

/** @param {Message} event */
export async function heard(event) {
  await HEARD[event.data?.type]?.(event)
  await atRest()
}

/** A page was opened: it learns how things stand, and the first one starts a sync. @param {Message} event */
async function greet(event) {
  const session = await currentSession()
  if (session) event.source?.postMessage(await statusOf(session))
  if (!visits.are_new) return
  visits.are_new = false
  await syncOnReturn()
}

/** What takes the room of this phone. @param {Message} event */
async function tellSpace({ source }) {
  const session = await currentSession()
  if (session) source?.postMessage(await session.database.read(["uploads"], countPhotos))
}

/** Only a test on its own machine may hold the clock. @param {Message} event */
async function hold({ data, ports }) {
  if (!LOOPBACK.includes(location.hostname)) return
  await setHeldNow(data.now ?? null)
  holdClock(data.now ?? null)
  ports[0]?.postMessage("held")
}
