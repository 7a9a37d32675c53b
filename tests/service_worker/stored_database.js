/** A whole IndexedDB database as JSON, schema and content, and back. */

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** @param {string} name */
export async function written(name) {
  const database = await done(indexedDB.open(name))
  const stores = {}
  for (const store of database.objectStoreNames) stores[store] = await storeOf(database, store)
  const { version } = database
  database.close()
  return { version, stores }
}

async function storeOf(database, name) {
  const store = database.transaction(name).objectStore(name)
  const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())])
  return {
    schema: schemaOf(store),
    rows: keys.map((key, index) => [key, packed(values[index])]),
  }
}

function schemaOf(store) {
  const { keyPath, autoIncrement } = store
  const indexes = Object.fromEntries(
    [...store.indexNames].map((name) => [name, store.index(name).keyPath]),
  )
  return { keyPath, autoIncrement, indexes }
}

/** Make the database as it was written. @param {string} name @param {any} whole what `written` gave */
export async function rebuild(name, { version, stores }) {
  const request = indexedDB.open(name, version)
  request.onupgradeneeded = () => {
    for (const [store, { schema }] of Object.entries(stores))
      addStore(request.result, store, schema)
  }
  const database = await done(request)
  const transaction = database.transaction(Object.keys(stores), "readwrite")
  for (const [store, { schema, rows }] of Object.entries(stores)) {
    const into = transaction.objectStore(store)
    for (const [key, value] of rows) into.put(unpacked(value), schema.keyPath ? undefined : key)
  }
  await new Promise((resolve) => (transaction.oncomplete = resolve))
  database.close()
}

function addStore(database, name, { keyPath, autoIncrement, indexes }) {
  const store = database.createObjectStore(name, { keyPath, autoIncrement })
  for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path)
}

const packed = (value) =>
  value instanceof ArrayBuffer ? { base64: Buffer.from(value).toString("base64") } : value

const unpacked = (value) =>
  value?.base64 === undefined ? value : new Uint8Array(Buffer.from(value.base64, "base64")).buffer
