// Words from the worker to every open page.

/**
 * @param {Record<string, any> & { type: string }} message
 * @param {string} [except] the page that knows already
 */
export async function tellPages(message, except) {
  const { clients } = /** @type {any} */ (globalThis)
  const pages = (await clients?.matchAll({ type: "window" })) ?? []
  for (const page of pages) if (page.id !== except) page.postMessage(message)
}

/**
 * What looks different now: "queue", "outbox" and visits by id.
 * @param {Iterable<string>} keys
 * @param {string} [except]
 */
export function tellChanged(keys, except) {
  return tellPages({ type: "changed", keys: [...keys] }, except)
}
