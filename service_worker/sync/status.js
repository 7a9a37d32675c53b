// How sending stands: the network pill, the unsent badge and each order's ticks.

import { clock, enrolment, received } from "../store/meta.js"
import { countRows } from "../store/queue.js"
import { unsent as unsentIn, UNSENT_STORES } from "../store/unsent.js"
import { isReady } from "../store/session.js"
import { networkState } from "./network.js"
import { tellPages } from "./pages.js"
import {
  badgeOf,
  dayWords,
  DEFAULT_ZONE,
  lastWords,
  leaveWords,
  pillOf,
  reasonOf,
  ticksOf,
  updateWords,
} from "./words.js"

/** @typedef {import("../store/session.js").Session} Session */
/** `rest_s`: until the next attempt. @typedef {{ is_sending?: boolean, rest_s?: number }} Doing */

const STORES = [...UNSENT_STORES, "meta", "queue"]

const SOON_MS = 200

/** @type {{ timer: ReturnType<typeof setTimeout> | undefined }} */
const soon = { timer: undefined }

/** Once for all that is written meanwhile, behind the answer to it. @param {Session} session */
export function tellStatusSoon(session) {
  soon.timer ??= setTimeout(() => {
    soon.timer = undefined
    tellStatus(session)
  }, SOON_MS)
}

/** @param {Session | null} session @param {Doing} [doing] */
export async function tellStatus(session, doing) {
  if (session) await tellPages(await statusOf(session, doing))
}

/** @param {Session} session @param {Doing} [doing] */
export async function statusOf(session, { is_sending = false, rest_s = 0 } = {}) {
  const [{ unsent, states, heard_at, day }, organization, is_ready] = await Promise.all([
    standing(session, is_sending),
    session.replica.single("organization"),
    isReady(session),
  ])
  const zone = organization.time_zone ?? DEFAULT_ZONE
  const network = networkState()
  return {
    type: "status",
    is_ready,
    unsent,
    network,
    pill: pillOf(network, unsent),
    badge: badgeOf(unsent),
    reason: reasonOf(network, rest_s),
    ticks: Object.fromEntries(states.map(({ id, state, at }) => [id, ticksOf(state, at, zone)])),
    leave: leaveWords(unsent),
    last: lastWords(heard_at, zone),
    day: { ...day, is_ready, text: dayWords(is_ready, day.orders) },
    update: updateWords(),
  }
}

/** @param {Session} session @param {boolean} isSending */
function standing({ database }, isSending) {
  return database.read(STORES, async (transaction) => {
    const [{ entries, alone }, times, { heard_at }, client, orders] = await Promise.all([
      unsentIn(transaction),
      received(transaction),
      clock(transaction),
      enrolment(transaction),
      countRows(transaction),
    ])
    /** @type {"sending" | "stored"} */
    const waiting = isSending ? "sending" : "stored"
    return {
      unsent: entries.length + alone.length,
      heard_at,
      day: { orders, client_id: client?.client_id ?? "" },
      states: [
        ...Object.entries(times).map(([id, at]) => ({
          id,
          state: /** @type {const} */ ("received"),
          at,
        })),
        ...[...entries, ...alone].map(({ work_order_id }) => ({
          id: work_order_id ?? "",
          state: waiting,
          at: null,
        })),
      ],
    }
  })
}
