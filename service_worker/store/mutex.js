// One piece of work at a time inside this worker, in the order of asking.

export class Mutex {
  /** @type {Promise<unknown>} */
  #tail = Promise.resolve()

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  run(work) {
    const turn = this.#tail.then(work)
    this.#tail = turn.catch(() => {})
    return turn
  }
}
