// How sending stands: the network pill, the unsent badge and each order's ticks.

import { clock, received } from "../store/meta.js"
import { firstEntries } from "../store/outbox.js"
import { isReady } from "../store/session.js"
import { networkState } from "./network.js"
import { tellPages } from "./pages.js"
import { badgeOf, lastWords, leaveWords, pillOf, reasonOf, ticksOf, updateWords } from "./words.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {{ is_sending?: boolean }} Doing */

/** @param {Session | null} session @param {Doing} [doing] */
export async function tellStatus(session, doing) {
  if (session) await tellPages(await statusOf(session, doing))
}

/** @param {Session} session @param {Doing} [doing] */
export async function statusOf(session, { is_sending = false } = {}) {
  const [{ unsent, states, heard_at }, organization, is_ready] = await Promise.all([
    standing(session, is_sending),
    session.replica.single("organization"),
    isReady(session),
  ])
  const zone = organization.time_zone ?? "America/Sao_Paulo"
  const network = networkState()
  return {
    type: "status",
    is_ready,
    unsent,
    network,
    pill: pillOf(network, unsent),
    badge: badgeOf(unsent),
    reason: reasonOf(network),
    ticks: Object.fromEntries(states.map(({ id, state, at }) => [id, ticksOf(state, at, zone)])),
    leave: leaveWords(unsent),
    last: lastWords(heard_at, zone),
    update: updateWords(),
  }
}

/** @param {Session} session @param {boolean} isSending */
function standing({ database }, isSending) {
  return database.read(["outbox", "meta"], async (transaction) => {
    const [entries, times, { heard_at }] = await Promise.all([
      firstEntries(transaction),
      received(transaction),
      clock(transaction),
    ])
    /** @type {"sending" | "stored"} */
    const waiting = isSending ? "sending" : "stored"
    return {
      unsent: entries.length,
      heard_at,
      states: [
        ...Object.entries(times).map(([id, at]) => ({
          id,
          state: /** @type {const} */ ("received"),
          at,
        })),
        ...entries.map(({ work_order_id }) => ({
          id: work_order_id ?? "",
          state: waiting,
          at: null,
        })),
      ],
    }
  })
}
