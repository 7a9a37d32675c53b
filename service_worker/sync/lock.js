// One sync at a time for a person, across tabs and workers of this browser.

/** @type {Set<string>} */
const held = new Set()

/**
 * Run the work unless somebody else is at it already.
 * @param {string} name
 * @param {() => Promise<void>} work
 */
export async function alone(name, work) {
  if (held.has(name)) return
  held.add(name)
  try {
    await acrossTabs(name, work)
  } finally {
    held.delete(name)
  }
}

/** @param {string} name @param {() => Promise<void>} work */
async function acrossTabs(name, work) {
  const locks = globalThis.navigator?.locks
  if (!locks) return work()
  await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work()
  })
}
