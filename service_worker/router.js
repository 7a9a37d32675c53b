// Which handler answers which address; the table decides, never the network.

/** @typedef {import("./web/handler.js").Handler} Handler */
/** @typedef {{ method: string, parts: string[], handler: Handler }} Route */

export class Router {
  /** @type {Route[]} */
  #routes = []

  /**
   * @param {string} method
   * @param {string} pattern a path whose `:name` parts are handed to the handler
   * @param {Handler} handler
   */
  add(method, pattern, handler) {
    this.#routes.push({ method, parts: pattern.split("/"), handler })
  }

  /** @param {string} method @param {string} pathname */
  match(method, pathname) {
    const parts = pathname.split("/")
    for (const route of this.#routes) {
      const params = route.method === method ? paramsOf(route.parts, parts) : null
      if (params) return { handler: route.handler, params }
    }
    return null
  }
}

/**
 * @param {string[]} pattern
 * @param {string[]} parts
 * @returns {Record<string, string> | null}
 */
function paramsOf(pattern, parts) {
  if (pattern.length !== parts.length) return null
  /** @type {Record<string, string>} */
  const params = {}
  for (const [index, name] of pattern.entries()) {
    if (name.startsWith(":")) params[name.slice(1)] = decodeURIComponent(parts[index])
    else if (name !== parts[index]) return null
  }
  return params
}
