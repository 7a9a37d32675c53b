// Answers of this worker: they carry their own policy, and nobody keeps them.

import { pageContext } from "../screens/page.js"
import { render } from "../templates/runtime.js"
import { gettext } from "../translating.js"

/** @typedef {import("../store/session.js").Session} Session */

export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ")

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": POLICY,
  "Cache-Control": "no-store",
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
}

/** @param {string} body @param {number} [status] */
export function html(body, status = 200) {
  return new Response(body, { status, headers: HEADERS })
}

/** @param {string} path */
export function seeOther(path) {
  return new Response(null, {
    status: 303,
    headers: { Location: path, "Cache-Control": "no-store" },
  })
}

/**
 * A page or partial with what every context holds.
 * @param {Session} session
 * @param {Request} request
 * @param {string} template
 * @param {Record<string, any>} screen
 * @param {number} [status]
 */
export async function show(session, request, template, screen, status = 200) {
  const { language, user } = session
  const { organization } = await sceneOf(session)
  const path = new URL(request.url).pathname
  const base = pageContext({ language, viewer: user, organization, path })
  return html(render(template, { ...base, ...screen }, language), status)
}

/** What screens are drawn for. @param {Session} session */
export async function sceneOf(session) {
  const organization = await session.replica.single("organization")
  const zone = organization.time_zone ?? "America/Sao_Paulo"
  return { now: session.now(), zone, viewer: session.user, organization }
}

/** The sentence of a problem in her language. @param {import("../problem.js").Problem} problem */
export function sentenceFor(problem) {
  return problem.sentence((text) => gettext(text))
}
