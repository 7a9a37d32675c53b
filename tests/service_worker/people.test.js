/** Several people on one phone: each with her own data, and nobody loses work. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { activeUser, isLogoutPending } from "../../service_worker/store/device.js"
import { currentSession, isReady, speak } from "../../service_worker/store/session.js"
import { exchange } from "../../service_worker/sync/exchange.js"
import { chooseLanguage } from "../../service_worker/sync/language.js"
import {
  learnUser,
  logoutIsPosted,
  signedIn,
  signOut,
  unsentCount,
} from "../../service_worker/sync/people.js"
import { currentLanguage } from "../../service_worker/translating.js"
import { DANILO, MARCOS, orderId } from "./company.js"
import { note, readyPhone, unsent } from "./phone.js"

test("the server says who works here, and the day is complete at once", async () => {
  const { session } = await readyPhone()

  assert.equal(session.user.name, "Marcos Sales")
  assert.equal(await isReady(session), true)
})

test("a language chosen on another device is spoken here at the next sync", async () => {
  const { server, session } = await readyPhone()
  server.user = { ...MARCOS, language: "en" }

  await exchange(session)

  assert.equal(session.language, "en")
  assert.equal((await activeUser()).language, "en")
  assert.equal(currentLanguage(), "en")
  await speak(session, "pt-BR")
})

test("a language chosen here stands until the server has heard of it", async () => {
  const { server, session } = await readyPhone()
  await chooseLanguage(session, "en")
  server.user = MARCOS

  await exchange(session)

  assert.equal(session.language, "en")
  await speak(session, "pt-BR")
})

test("another technician sees nothing of the first, whose work waits", async () => {
  const { server, session } = await readyPhone()
  await note(session, "of Marcos")
  await signedIn()
  server.user = DANILO
  const sent = server.requests.length

  const other = await learnUser()

  assert.notEqual(other.database.name, session.database.name)
  assert.deepEqual(await unsent(other), [])
  assert.deepEqual(JSON.parse(server.requests[sent].body).operations, [])
  assert.equal((await unsent(session)).length, 1)
})

test("the first technician's work goes out when she is back", async () => {
  const { server, session } = await readyPhone()
  await note(session, "of Marcos")
  await signedIn()
  server.user = DANILO
  await learnUser()
  await signedIn()
  server.user = MARCOS

  await exchange(await learnUser())

  assert.equal(server.order(orderId(1)).notes[0].text, "of Marcos")
})

test("a session that changed behind our back opens the other database", async () => {
  const { server, session } = await readyPhone()
  await note(session, "of Marcos")
  server.user = DANILO

  await exchange(session)

  assert.equal((await activeUser()).id, DANILO.id)
  assert.equal((await unsent(session)).length, 1)
  assert.deepEqual(await unsent(await currentSession()), [])
})

test("a dispatcher's login opens no database", async () => {
  const { server } = await readyPhone()
  await signedIn()
  server.user = { ...DANILO, role: "dispatcher" }

  assert.equal(await learnUser(), null)
  assert.equal(await activeUser(), null)
})

test("leaving works without network and deletes everything at once", async () => {
  const { server, session } = await readyPhone()
  server.faults.push(() => Promise.reject(new TypeError("no network")))

  await signOut(session)
  const isPosted = await logoutIsPosted()

  const names = (await indexedDB.databases()).map(({ name }) => name)
  assert.ok(!names.includes(session.database.name))
  assert.equal(isPosted, false)
  assert.equal(await isLogoutPending(), true)
})

test("a logout made offline is posted before anything else", async () => {
  const { server, session } = await readyPhone()
  await signOut(session)

  await learnUser()

  assert.deepEqual(
    server.requests.map(({ url }) => url),
    ["/logout", "/sync"],
  )
  assert.equal(await isLogoutPending(), false)
})

test("work that waits is counted before anybody leaves", async () => {
  const { session } = await readyPhone()
  await note(session, "unsent")

  assert.equal(await unsentCount(session), 1)
})
