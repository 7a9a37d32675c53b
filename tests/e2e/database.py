"""What the phone holds, read from its IndexedDB by the page."""

READ = """async ([store, method, key]) => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("fieldapp-") || name === "fieldapp-device") continue
    const database = await done(indexedDB.open(name))
    try {
      if (!database.objectStoreNames.contains(store)) continue
      const opened = database.transaction(store).objectStore(store)
      return await done(key === null ? opened[method]() : opened[method](key))
    } finally {
      database.close()
    }
  }
  return null
}"""


def is_complete(page):
    """Tell whether a whole snapshot was stored once."""
    feed = read(page, "meta", "get", "feed")
    return bool(feed and feed["is_ready"])


def kept_queue(page):
    """Return the summary rows of the queue."""
    return read(page, "queue", "getAll") or []


def waiting_count(page):
    """Return how many operations wait for the server."""
    return read(page, "outbox", "count") or 0


def waiting(page):
    """Return the operations that wait for the server, in their order."""
    return read(page, "outbox", "getAll") or []


def documents(page, kind):
    """Return the documents of a kind that the phone holds."""
    held = read(page, "documents", "getAll") or []
    return [row["document"] for row in held if row["kind"] == kind]


def read(page, store, method, key=None):
    """Call one reading method of a store of the signed-in person's database."""
    return page.evaluate(READ, [store, method, key])
