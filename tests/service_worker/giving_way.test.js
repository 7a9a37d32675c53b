/** A worker that still tries to send lets a newer one take over. */

import assert from "node:assert/strict"
import { test } from "node:test"

import { atRest, giveWay, syncAfterWrite } from "../../service_worker/sync/schedule.js"
import { note, readyPhone, unsent } from "./phone.js"

test("a worker that gives way comes to rest although work waits", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] })
  const { server, session } = await readyPhone()
  await note(session, "kept")
  syncAfterWrite(false)

  giveWay()
  await atRest()
  context.mock.timers.tick(59_000)

  assert.deepEqual(server.requests, [])
  assert.equal((await unsent(session)).length, 1)
})
