/** The plain JSON that travels, is stored and is shown (mirror: fieldapp/domain/documents.py). */

/** @typedef {Record<string, any>} Document */

/** A user as documents name them. @typedef {{ id: string, name: string }} Person */

export {}
