// The photos of a visit, required slots first; mirror: fieldapp/screens/evidence.py.

import { expand, visible } from "../domain/checklists.js"
import { keptPhotos } from "../domain/manifest.js"
import { localOrNone } from "./moments.js"

/** @typedef {Record<string, any>} Document */

const SHOWN_AS_PICTURE = ["image/jpeg", "image/png", "image/webp"]

/**
 * The slots with their photos, then free photos, and the next shot. `itemId` is the
 * slot that the checklist sent her to, "" for none. A phone adds to its photos
 * {"received_at", "percent", "failures", "is_missing"} of their upload, and "doubt": blurred,
 * dark, bright or repeated, while she has not kept it all the same.
 * @param {Document} order @param {Document} visit @param {Document | null} templateVersion
 * @param {string} itemId @param {{ zone: string }} scene
 * @returns {Document}
 */
export function evidenceScreen(order, visit, templateVersion, itemId, { zone }) {
  const slots = photoSlots(order, visit, templateVersion)
  const photos = keptPhotos(visit).map((photo) => photoTile(photo, slots, zone))
  const required = slots.filter((slot) => slot.is_required)
  const missing = required.filter((slot) => !ofSlot(photos, slot).length)
  return {
    visit_id: visit.id,
    number: order.number,
    wanted: itemId,
    required_count: required.length,
    taken_count: required.length - missing.length,
    segments: segments(required, missing),
    slots: slots.map((slot) => ({ ...slot, photos: ofSlot(photos, slot) })),
    free_photos: photos.filter((photo) => !photo.is_slotted),
    waiting_count: photos.filter((photo) => !photo.received).length,
    next: nextSlot(slots, missing, itemId, photos),
  }
}

/**
 * The items that take a photo: photo items, and readings that ask for one.
 * @param {Document} order @param {Document} visit @param {Document | null} templateVersion
 * @returns {Document[]}
 */
export function photoSlots(order, visit, templateVersion) {
  const slots = visible(expand(templateVersion, order), visit.answers)
    .filter((item) => takesPhoto(item, visit))
    .map((item) => slotOf(item, visit))
  const required = slots.filter((slot) => slot.is_required)
  return [...required, ...slots.filter((slot) => !slot.is_required)]
}

/** @param {Document} item @param {Document} visit */
function takesPhoto(item, visit) {
  return item.kind === "photo" || asksPhoto(item, visit)
}

/** @param {Document} item @param {Document} visit */
function asksPhoto(item, visit) {
  const answer = visit.answers[item.id]
  return Boolean(answer && (item.photo_on ?? []).includes(answer.verdict))
}

/** @param {Document} item @param {Document} visit */
function slotOf(item, visit) {
  return {
    item_id: item.id,
    prompt: item.prompt,
    repeat: item.repeat,
    is_required: Boolean(item.required) || asksPhoto(item, visit),
  }
}

/** @param {Document} photo @param {Document[]} slots @param {string} zone */
function photoTile(photo, slots, zone) {
  const slot = slots.find((each) => each.item_id === (photo.item_id ?? null))
  return {
    sha256: photo.sha256,
    item_id: photo.item_id ?? null,
    caption: photo.caption || (slot ? slot.prompt : ""),
    taken_at: localOrNone(photo.taken_at, zone),
    is_picture: SHOWN_AS_PICTURE.includes(photo.media_type),
    is_slotted: slot !== undefined,
    received: Boolean(photo.received),
    state: stateOf(photo),
    received_at: localOrNone(photo.received_at ?? null, zone),
    percent: photo.percent ?? null,
    doubt: photo.doubt ?? null,
  }
}

/** How far the bytes are, as far as this host knows. @param {Document} photo */
function stateOf(photo) {
  if (photo.received) return "received"
  if (photo.is_missing) return "lost"
  if ((photo.percent ?? null) !== null) return "sending"
  return photo.failures ? "failed" : "stored"
}

/** @param {Document[]} photos @param {Document} slot */
function ofSlot(photos, slot) {
  return photos.filter((photo) => photo.item_id === slot.item_id)
}

/** @param {Document[]} required @param {Document[]} missing */
function segments(required, missing) {
  const done = Array(required.length - missing.length).fill("done")
  return [...done, ...missing.map((_slot, at) => (at === 0 ? "now" : "todo"))]
}

/**
 * The slot she came for while it is empty, else the first that is missing.
 * @param {Document[]} slots @param {Document[]} missing @param {string} itemId @param {Document[]} photos
 */
function nextSlot(slots, missing, itemId, photos) {
  const wanted = slots.filter((slot) => slot.item_id === itemId)
  const empty = wanted.filter((slot) => !ofSlot(photos, slot).length)
  return [...empty, ...missing][0] ?? null
}
