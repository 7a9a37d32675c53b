/** Technician pages as the worker answers them, from its own database. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { orderId, visitId } from "./company.js"
import { note, readyPhone, unsent, visitOn } from "./phone.js"
import { router } from "../../service_worker/routes.js"
import { activeUser } from "../../service_worker/store/device.js"
import { signedIn } from "../../service_worker/sync/people.js"
import { answer as answerEvent } from "../../service_worker/web/dispatch.js"
import { leave, passLogin } from "../../service_worker/web/doorstep.js"

const HOST = "https://phone.test"

/** A fetch event of a page. */
async function ask(method, path, fields = null) {
  const request = requestOf(method, path, fields)
  const match = router.match(method, new URL(request.url).pathname)
  const event = { request, clientId: "page", waitUntil() {} }
  const response = await answerEvent(event, match)
  return { response, text: await response.text() }
}

function requestOf(method, path, fields) {
  const body = fields && new URLSearchParams(fields).toString()
  const headers = { "Content-Type": "application/x-www-form-urlencoded" }
  return new Request(HOST + path, { method, body, headers: body ? headers : {} })
}

test("the queue shows what is on the phone, in her language", async () => {
  await readyPhone(3)

  const { response, text } = await ask("GET", "/queue")

  assert.equal(response.status, 200)
  assert.match(text, /Minha fila/)
  assert.equal(text.match(/Cliente \d/g).length, 3)
})

test("an answer carries its own policy and is kept by nobody", async () => {
  await readyPhone()

  const { response } = await ask("GET", "/queue")

  assert.match(response.headers.get("Content-Security-Policy"), /default-src 'none'/)
  assert.equal(response.headers.get("Cache-Control"), "no-store")
})

test("a measured value comes back as its item, judged", async () => {
  const { session } = await readyPhone()

  const { response, text } = await ask("POST", `/visits/${visitId(1)}/answers/cn`, { value: "7,8" })

  assert.equal(response.status, 200)
  assert.match(text, /Reprovado: mínimo 9,0/)
  assert.equal((await visitOn(session, orderId(1))).answers.cn.value, "7.8")
})

test("what is no number is refused in place, and stays in the field", async () => {
  const { session } = await readyPhone()

  const { response, text } = await ask("POST", `/visits/${visitId(1)}/answers/cn`, {
    value: "nove",
  })

  assert.equal(response.status, 422)
  assert.match(text, /Digite um número/)
  assert.match(text, /value="nove"/)
  assert.deepEqual(await unsent(session), [])
})

test("a step shows the order in its new phase, with a way back", async () => {
  await readyPhone()

  const { text } = await ask("POST", `/visits/${visitId(1)}/start_travel`, {
    unavailable: "denied",
  })

  assert.match(text, /action="\/visits\/[^"]+\/undo"/)
  assert.match(text, /arrive_on_site/)
})

test("leaving for another customer pauses the first visit", async () => {
  const { session } = await readyPhone()
  await ask("POST", `/visits/${visitId(1)}/start_travel`, { unavailable: "denied" })

  await ask("POST", `/visits/${visitId(2)}/start_travel`, { unavailable: "denied" })

  assert.deepEqual(
    (await unsent(session)).map(({ name }) => name),
    ["start_travel", "pause_work", "start_travel"],
  )
  assert.equal((await visitOn(session, orderId(1))).phase, "paused")
  assert.equal((await visitOn(session, orderId(1))).pause.reason_code, "other_visit")
})

test("a step that does not fit is refused with words", async () => {
  const { session } = await readyPhone()

  const { response, text } = await ask("POST", `/visits/${visitId(1)}/resume_work`, {})

  assert.equal(response.status, 409)
  assert.match(text, /role="alert"/)
  assert.deepEqual(await unsent(session), [])
})

test("an order that is not held is fetched, or the page says that it is not here", async () => {
  const { server } = await readyPhone()
  server.faults.push(() => Promise.reject(new TypeError("no network")))

  const { response, text } = await ask("GET", `/visits/${visitId(99)}`)

  assert.equal(response.status, 503)
  assert.match(text, /ainda não está neste aparelho/)
})

test("the outbox names what waits", async () => {
  const { session } = await readyPhone()
  await note(session, "the dog bites")

  const { text } = await ask("GET", "/outbox")

  assert.match(text, /48\.201/)
  assert.match(text, /Guardada no aparelho/)
})

test("leaving with unsent work is refused with the number", async () => {
  const { session } = await readyPhone()
  await note(session, "unsent")

  const response = await leave(requestOf("POST", "/logout", null))

  assert.equal(response.headers.get("Location"), "/profile?leaving")
  const { text } = await ask("GET", "/profile?leaving")
  assert.match(text, /Há 1 item por enviar/)
  assert.equal((await unsent(session)).length, 1)
})

test("a login without network says so, and keeps the address", async () => {
  const { server } = await readyPhone()
  await signedIn()
  server.faults.push(() => Promise.reject(new TypeError("no network")))
  const typed = { email: "marcos@cerrado.example", password: "secret" }

  const response = await passLogin(requestOf("POST", "/login", typed))
  const text = await response.text()

  assert.match(text, /Para entrar é preciso rede/)
  assert.match(text, /value="marcos@cerrado.example"/)
  assert.doesNotMatch(text, /secret/)
})

test("a wrong login changes nothing on the phone", async () => {
  const { server } = await readyPhone()
  server.faults.push(() => new Response("wrong", { status: 401 }))

  const response = await passLogin(requestOf("POST", "/login", { email: "x", password: "y" }))

  assert.equal(response.status, 401)
  assert.equal((await activeUser()).name, "Marcos Sales")
})
