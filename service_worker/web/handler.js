// What a handler is given and gives back.

/** @typedef {import("../store/session.js").Session} Session */
/**
 * @typedef {(request: Request, params: Record<string, string>, session: Session) =>
 *   Promise<Response>} Handler
 */

/** The fields of a form. @param {Request} request */
export async function formOf(request) {
  return new URLSearchParams(await request.text())
}
