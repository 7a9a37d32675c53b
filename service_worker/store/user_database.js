// One database per person; its schema only grows.

import { Database } from "./database.js"
import { marksOf } from "./marks.js"

/** One step a version; a step that was released is never changed, a new one follows it. @type {import("./database.js").Step[]} */
export const STEPS = [firstVersion, findByMark]

/** @type {Map<string, Database>} */
const opened = new Map()

/** @param {string} userId @returns {Database} */
export function openUser(userId) {
  const known = opened.get(userId)
  if (known) return known
  const database = new Database(`fieldapp-${userId}`, STEPS)
  opened.set(userId, database)
  return database
}

/** Delete everything of this person. @param {string} userId */
export async function deleteUser(userId) {
  const database = openUser(userId)
  opened.delete(userId)
  await database.destroy()
}

/** @param {any} database */
function firstVersion(database) {
  database.createObjectStore("meta")
  database.createObjectStore("documents", { keyPath: ["kind", "id"] })
  database.createObjectStore("blobs")
  index(database.createObjectStore("queue", { keyPath: "visit_id" }), "place", "work_order_id")
  index(database.createObjectStore("outbox", { keyPath: "sequence" }), "id", "work_order_id")
  index(database.createObjectStore("uploads", { keyPath: "sha256" }), "work_order_id")
  const sent = database.createObjectStore("sent", { keyPath: "position", autoIncrement: true })
  index(sent, "id", "waiting_for", "acknowledged_at")
}

/** What came before is marked too. @param {any} _database @param {any} transaction */
function findByMark(_database, transaction) {
  const documents = transaction.objectStore("documents")
  documents.createIndex("marks", "marks", { multiEntry: true })
  documents.openCursor().onsuccess = (/** @type {any} */ { target }) => {
    const cursor = target.result
    if (!cursor) return
    const marks = marksOf(cursor.value.kind, cursor.value.document)
    if (marks) cursor.update({ ...cursor.value, marks })
    cursor.continue()
  }
}

/** @param {any} store @param {...string} names */
function index(store, ...names) {
  for (const name of names) store.createIndex(name, name)
}
