/** A code read off a label, looked up on the phone alone. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { aDevice, anOrder, orderId, visitId } from "./company.js"
import { readyPhone } from "./phone.js"
import { readCode } from "../../service_worker/domain/labels.js"
import { router } from "../../service_worker/routes.js"
import { findDevice } from "../../service_worker/store/marks.js"
import { deleteRecord, putRecord } from "../../service_worker/store/records.js"
import { exchange } from "../../service_worker/sync/exchange.js"
import { POLICY } from "../../service_worker/web/answering.js"
import { answer } from "../../service_worker/web/dispatch.js"

const HOST = "phone.test"

async function opens(method, path, fields = null) {
  const body = fields && new URLSearchParams(fields).toString()
  const headers = body ? { "Content-Type": "application/x-www-form-urlencoded" } : {}
  const request = new Request(`https://${HOST}${path}`, { method, body, headers })
  const match = router.match(method, new URL(request.url).pathname)
  const response = await answer({ request, clientId: "page", waitUntil() {} }, match)
  const location = response.headers.get("Location")
  return { status: response.status, location, text: await response.text() }
}

/** Marcos's phone with two orders and these devices, and no network from now on. */
async function offlineWith(...devices) {
  const phone = await readyPhone(2)
  phone.server.register(...devices)
  await exchange(phone.session)
  globalThis.fetch = () => Promise.reject(new TypeError("no network"))
  return phone
}

test("a label opens its open visit without network", async () => {
  const device = aDevice(1, orderId(2))
  await offlineWith(device)

  const { status, location } = await opens("GET", `/D/${device.label}`)

  assert.deepEqual([status, location], [303, `/visits/${visitId(2)}`])
})

for (const [name, typed] of [
  ["its label", (device) => device.label.toLowerCase()],
  ["the last six of its label", (device) => device.label.slice(-6)],
  ["the address on its label", (device) => `HTTPS://${HOST.toUpperCase()}/D/${device.label}`],
  ["its serial", (device) => device.serial.replace("-", " ").toLowerCase()],
  ["its MAC", (device) => device.mac.replaceAll(":", "-")],
]) {
  test(`a device is known by ${name}`, async () => {
    const device = aDevice(1, orderId(2))
    await offlineWith(device)

    const { text } = await opens("POST", "/scans", { code: typed(device) })

    assert.match(text, /receptor desta ordem/)
    assert.ok(text.includes(`/visits/${visitId(2)}`))
  })
}

test("a former label leads to the device still", async () => {
  const { label } = aDevice(9)
  await offlineWith(aDevice(1, orderId(1), { former_labels: [{ label }] }))

  assert.equal((await opens("GET", `/D/${label}`)).location, `/visits/${visitId(1)}`)
})

test("a device of two open orders lets her choose", async () => {
  const device = aDevice(1, orderId(1))
  const { server, session } = await readyPhone(1)
  server.hold({ ...anOrder(2), devices: [{ ...device, location: null }] })
  server.register(device)
  await exchange(session)

  const { status, text } = await opens("GET", `/D/${device.label}`)

  assert.equal(status, 200)
  assert.match(text, /mais de uma OS aberta/)
  for (const number of [1, 2]) assert.ok(text.includes(`/visits/${visitId(number)}`))
})

test("a device that only an order names is found by its serial", async () => {
  const device = aDevice(1)
  const { server, session } = await readyPhone(1)
  server.hold({ ...anOrder(2), devices: [{ ...device, location: null }] })
  await exchange(session)

  const { text } = await opens("POST", "/scans", { code: device.serial })

  assert.ok(text.includes(`/visits/${visitId(2)}`))
})

test("a device of the van has no order, and the page says whom to ask", async () => {
  const device = aDevice(1)
  await offlineWith(device)

  const { text } = await opens("GET", `/D/${device.label}`)

  assert.match(text, /Não há OS aberta para este equipamento/)
})

test("the wrong device is noticed beside a visit", async () => {
  const device = aDevice(1, orderId(2))
  await offlineWith(device)

  const { text } = await opens("POST", "/scans", { code: device.label, visit_id: visitId(1) })

  assert.match(text, /Este código é de outra ordem/)
  assert.ok(text.includes(`/visits/${visitId(2)}`))
})

test("a hostile code is text, asks nobody and leads nowhere", async () => {
  await offlineWith(aDevice(1, orderId(1)))
  const asked = []
  globalThis.fetch = (request) => asked.push(request)
  const { label } = aDevice(1)
  const codes = [
    `https://evil.example/D/${label}`,
    `https://${HOST}@evil.example/D/${label}`,
    `https://${HOST}/D/../outbox`,
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "data:text/html,x",
    "x\u0000y",
    "%".repeat(4096),
    "…000001",
    `\u202e${label}`,
  ]

  for (const code of codes) {
    const { status, location, text } = await opens("POST", "/scans", { code })
    assert.deepEqual([status, location], [200, null], code)
    assert.match(text, /fora do cadastro|outra empresa/, code)
    assert.ok(!text.includes("<script>alert"), code)
  }
  assert.deepEqual(asked, [])
})

test("an unknown label says what to do", async () => {
  await offlineWith()

  const { status, text } = await opens("GET", `/D/${aDevice(3).label}`)

  assert.equal(status, 200)
  assert.match(text, /Código fora do cadastro/)
  assert.match(text, /número de série/)
})

test("what the phone does not hold the office is asked for, by the code alone", async () => {
  await readyPhone(1)
  const asked = []
  globalThis.fetch = async (path) => {
    asked.push(path)
    const headers = { "Content-Security-Policy": POLICY }
    return new Response("Esta OS está com Danilo", { headers })
  }
  const { label } = aDevice(7)

  const link = await opens("GET", `/D/${label}`)
  const typed = await opens("POST", "/scans", { code: ` ${label.toLowerCase()} ` })

  for (const { text } of [link, typed]) assert.match(text, /está com Danilo/)
  assert.deepEqual(asked, [`/D/${label}`, `/D/${label}`])
})

test("a captive portal is not taken for the office", async () => {
  await readyPhone(1)
  globalThis.fetch = async () => new Response("<h1>Wi-Fi grátis</h1>")

  const { text } = await opens("GET", `/D/${aDevice(7).label}`)

  assert.match(text, /Código fora do cadastro/)
})

test("beside a visit nobody is asked: the scan is kept and answered here", async () => {
  await readyPhone(1)
  const asked = []
  globalThis.fetch = (path) => asked.push(String(path.url ?? path))

  await opens("POST", "/scans", { code: aDevice(7).label, visit_id: visitId(1) })

  assert.deepEqual(
    asked.filter((path) => path.includes("/D/")),
    [],
  )
})

test("a device that left the feed is forgotten", async () => {
  const device = aDevice(1, orderId(1))
  const { session } = await offlineWith(device)

  await session.database.write(["documents"], async (transaction) =>
    deleteRecord(transaction, "device", device.id),
  )

  assert.match((await opens("GET", `/D/${device.label}`)).text, /fora do cadastro/)
})

test("a look-up among three thousand devices reads one of them", async (context) => {
  const { session } = await readyPhone(2)
  await session.database.write(["documents"], async (transaction) => {
    for (let number = 1; number <= 3000; number += 1) {
      const document = aDevice(number, orderId(1), { mac: null })
      putRecord(transaction, { kind: "device", id: document.id, rev: 1, document, snapshot: 1 })
    }
  })
  const all = context.mock.method(IDBObjectStore.prototype, "getAll")
  const one = context.mock.method(IDBObjectStore.prototype, "get")

  const found = await session.database.read(["documents"], (transaction) =>
    findDevice(transaction, readCode(aDevice(2999).label, HOST)),
  )

  assert.equal(found.device.serial, aDevice(2999).serial)
  assert.deepEqual([all.mock.callCount(), one.mock.callCount()], [0, 1])
})
