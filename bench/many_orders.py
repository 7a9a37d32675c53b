"""A phone that holds many orders: the day's, except those begun, again and again."""

MANY = 2_400
FILL = """async (many) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const named = (await indexedDB.databases()).map(({ name }) => name)
  const isHers = (name) => /^fieldapp-(?!device)/.test(name)
  const name = named.find(isHers)
  const database = await done(indexedDB.open(name))
  const transaction = database.transaction(["documents", "queue"], "readwrite")
  const documents = transaction.objectStore("documents")
  const queue = transaction.objectStore("queue")
  const rows = (await done(queue.getAll())).filter(({ place }) => place[0] !== "0")
  const ordersOfRows = new Set(rows.map(({ work_order_id }) => work_order_id))
  const isMeant = ({ kind, id }) => kind === "work_order" && ordersOfRows.has(id)
  const records = (await done(documents.getAll())).filter(isMeant)
  for (let held = records.length; held < many; held += 1) {
    const record = structuredClone(records[held % records.length])
    const ids = new Map([[record.id, crypto.randomUUID()]])
    for (const visit of record.document.visits) ids.set(visit.id, crypto.randomUUID())
    record.id = record.document.id = ids.get(record.id)
    for (const visit of record.document.visits) visit.id = ids.get(visit.id)
    documents.put(record)
    for (const row of rows) {
      if (!ids.has(row.visit_id)) continue
      const visit_id = ids.get(row.visit_id)
      queue.put({ ...row, visit_id, work_order_id: record.id })
    }
  }
  await new Promise((resolve) => { transaction.oncomplete = resolve })
  const kept = database.transaction("documents").objectStore("documents")
  const count = await done(kept.count())
  database.close()
  return count
}"""


def hold_many_orders(page, many=MANY):
    """Fill the phone's own database, as if all had come by sync."""
    assert page.evaluate(FILL, many) >= many
