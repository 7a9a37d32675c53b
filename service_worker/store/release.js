// Memory of photos, given back at once.

/**
 * Free buffers now: the collector counts what scripts hold, not the bytes behind it, and
 * would keep fifty photos. Sent to a port that nobody holds; `transfer` frees nothing.
 * @param {...ArrayBuffer} buffers unusable afterwards
 */
export function release(...buffers) {
  const { port1, port2 } = new MessageChannel()
  port2.close()
  port1.postMessage(null, buffers)
}
