/**
 * What every page and every screen gets; mirror: fieldapp/screens/page.py.
 * A scene is what a screen is drawn for.
 */

/** @typedef {Record<string, any>} Document */
/** @typedef {{ now: string, zone: string, viewer: Document, organization: Document }} Scene */

/**
 * The part of a context that does not depend on the screen.
 * @param {{ language: string, viewer: Document | null, organization: Document, path: string }} base
 * @returns {Document}
 */
export function pageContext({ language, viewer, organization, path }) {
  return { language, viewer, organization, path }
}
