import assert from "node:assert/strict"
import { test } from "node:test"
import { operations } from "../../service_worker/operations/registry.js"
import { replay } from "../../service_worker/store/replay.js"

const ME = { id: "m", name: "Marcos", role: "technician" }

test("an outbox written by an older version is shown by the newer one", (context) => {
  const present = operations.add_note
  context.after(() => Object.assign(operations, { add_note: present }))
  const upcasts = [(/** @type {any} */ { said }) => ({ text: said })]
  operations.add_note = { ...present, version: 2, upcasts }
  const known = { actor: ME, client_id: "c", catalogue: {}, templates: new Map() }
  const order = () => ({ visits: [{ technician: ME }], notes: [] })
  const note = { id: "n", name: "add_note", base_rev: 1, happened_at: "2026-11-24T12:00:00.000Z" }

  for (const [version, written] of Object.entries({ 1: { said: "dog" }, 2: { text: "dog" } })) {
    const operation = { ...note, version: Number(version), arguments: written }
    const { notes } = replay(order(), 1, [operation], known)
    assert.equal(notes[0]?.text, "dog")
  }
})

test("every older version of an operation can be brought to the present one", () => {
  for (const { upcasts = [], version } of Object.values(operations))
    assert.equal(upcasts.length, version - 1)
})
