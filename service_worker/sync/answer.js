// What the network made of a push: only the sync endpoint's own JSON counts as an answer.

import { nowMs } from "../clock.js"
import { retryAfterS } from "./backoff.js"

/**
 * `received`: the endpoint answered, `body` is its answer. `signed_out`, `revoked`,
 * `too_large`, `upgrade`: it answered that. `unwell`: it, or what stands before it, cannot
 * now. `unreachable`: nobody answered, or somebody else did (a captive portal's 200).
 * @typedef {{ kind: "received" | "signed_out" | "revoked" | "too_large" | "upgrade" | "unwell" | "unreachable",
 *   body: any, retry_after_s: number | null, took_ms: number }} Answer
 */

const TIMEOUT_MS = 30_000

/** @type {Record<number, Answer["kind"]>} */
const KIND_OF_STATUS = { 413: "too_large", 426: "upgrade" }

/**
 * Post to a sync endpoint and say what came back; never throws.
 * @param {string} url
 * @param {{ headers: Record<string, string>, body: BufferSource | string }} content
 * @param {(body: any) => boolean} [isOwn] does this JSON come from our endpoint?
 * @returns {Promise<Answer>}
 */
export async function post(url, content, isOwn = isSyncAnswer) {
  const started = performance.now()
  const { kind, body = null, retry_after_s = null } = await exchange(url, content, isOwn)
  return { kind, body, retry_after_s, took_ms: performance.now() - started }
}

/**
 * @param {string} url
 * @param {{ headers: Record<string, string>, body: BufferSource | string }} content
 * @param {(body: any) => boolean} isOwn
 * @returns {Promise<{ kind: Answer["kind"], body?: any, retry_after_s?: number | null }>}
 */
async function exchange(url, content, isOwn) {
  try {
    const response = await fetch(url, {
      method: "POST",
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...content,
    })
    return read(response, await ownJson(response), isOwn)
  } catch {
    return { kind: "unreachable" }
  }
}

/** @param {any} body */
function isSyncAnswer(body) {
  return Number.isInteger(body?.protocol)
}

/**
 * @param {Response} response
 * @param {any} body
 * @param {(body: any) => boolean} isOwn
 * @returns {{ kind: Answer["kind"], body?: any, retry_after_s?: number | null }}
 */
function read(response, body, isOwn) {
  if (response.ok) return isOwn(body) ? { kind: "received", body } : unreachable()
  if (response.status === 401) return unauthorized(body)
  const kind = KIND_OF_STATUS[response.status]
  if (kind) return { kind, body }
  const isServer = response.status >= 500 || response.status === 429 || body?.code
  return isServer ? unwell(response, body) : unreachable()
}

/** @param {any} body @returns {{ kind: Answer["kind"], body?: any }} */
function unauthorized(body) {
  if (body?.code === "client_revoked" && body.wipe === true) return { kind: "revoked", body }
  return body?.code ? { kind: "signed_out", body } : unreachable()
}

/** @param {Response} response @param {any} body @returns {{ kind: Answer["kind"], body?: any, retry_after_s: number | null }} */
function unwell(response, body) {
  return {
    kind: "unwell",
    body,
    retry_after_s: retryAfterS(response.headers.get("Retry-After"), nowMs()),
  }
}

/** @returns {{ kind: Answer["kind"] }} */
function unreachable() {
  return { kind: "unreachable" }
}

/** @param {Response} response */
async function ownJson(response) {
  const type = response.headers.get("Content-Type") ?? ""
  if (!/^application\/(problem\+)?json\b/.test(type)) return null
  return response.json().catch(() => null)
}
