// The service worker: each event handed to the module that knows what to do.

import { assetFor, dropOldAssets, keepAssets } from "./assets.js"
import { holdClock } from "./clock.js"
import { router } from "./routes.js"
import { heldNow } from "./store/device.js"
import { currentSession } from "./store/session.js"
import { atRest, syncOnPulse, syncOnReturn } from "./sync/schedule.js"
import { answer } from "./web/dispatch.js"
import { leave, passLogin, showDoor } from "./web/doorstep.js"
import { heard } from "./web/hearing.js"

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

/** @type {Record<string, (request: Request) => Promise<Response>>} */
const DOORSTEP = {
  "GET /login": showDoor,
  "POST /login": passLogin,
  "POST /logout": leave,
}

worker.addEventListener("install", (event) => event.waitUntil(install()))
worker.addEventListener("activate", (event) => event.waitUntil(activate()))
worker.addEventListener("fetch", (event) => answerFetch(event))
worker.addEventListener("message", (event) => event.waitUntil(heard(event)))
worker.addEventListener("sync", (event) =>
  /** @type {ExtendableEvent} */ (event).waitUntil(wanted()),
)

wakeUp()

/** The first worker takes over at once; an update waits for consent. */
async function install() {
  await keepAssets()
  if (!worker.registration.active) await worker.skipWaiting()
}

async function activate() {
  await dropOldAssets()
  await worker.clients.claim()
  syncOnReturn()
}

/** Open the database while the first request is still on its way. */
async function wakeUp() {
  currentSession()
  holdClock(await heldNow())
}

/** The browser found a network while no page was open. */
function wanted() {
  syncOnPulse()
  return atRest()
}

/** @param {FetchEvent} event */
function answerFetch(event) {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  const step = DOORSTEP[`${request.method} ${url.pathname}`]
  const match = router.match(request.method, url.pathname)
  if (url.pathname.startsWith("/static/")) event.respondWith(assetFor(request))
  else if (step) event.respondWith(step(request))
  else if (match) event.respondWith(answer(event, match))
}
