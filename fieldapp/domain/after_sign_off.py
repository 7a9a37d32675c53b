"""What changed since somebody signed (mirror: service_worker/domain/after_sign_off.js).

Only what differs stands in `sign_off_changes` of the visit: the signed answer, or null,
of each item that has another one now, and the digests of photos added and removed.
"""

from fieldapp.domain.documents import Document


def answer_changed(visit: Document, item_id: str, before: Document | None) -> None:
    """Compare the answer that the item has now with the one that was signed."""
    if not visit["sign_offs"]:
        return
    changes = _changes(visit)
    answers = changes["answers"]
    signed = answers.pop(item_id) if item_id in answers else _signed(before)
    if signed != _signed(visit["answers"][item_id]):
        answers[item_id] = signed
    _mark(visit, changes)


def photo_added(visit: Document, sha256: str) -> None:
    """Take note, before it is added, of a photo that nobody signed."""
    if visit["sign_offs"] and not _is_kept(visit, sha256):
        _move_photo(visit, sha256, "added", "removed")


def photo_removed(visit: Document, sha256: str) -> None:
    """Take note, before it is marked, of a signed photo that is no longer shown."""
    if visit["sign_offs"] and _is_kept(visit, sha256):
        _move_photo(visit, sha256, "removed", "added")


def all_signed(visit: Document) -> None:
    """Forget the differences: what stands now is what was signed last."""
    visit["changed_after_sign_off"] = False
    visit.pop("sign_off_changes", None)


def _is_kept(visit: Document, sha256: str) -> bool:
    photos = [photo for photo in visit["evidence"] if photo["sha256"] == sha256]
    return any(not photo["removed"] for photo in photos)


def _move_photo(visit: Document, sha256: str, into: str, out_of: str) -> None:
    changes = _changes(visit)
    if sha256 in changes[out_of]:
        changes[out_of].remove(sha256)
    else:
        changes[into].append(sha256)
    _mark(visit, changes)


def _changes(visit: Document) -> Document:
    return visit.get("sign_off_changes") or {"answers": {}, "added": [], "removed": []}


def _mark(visit: Document, changes: Document) -> None:
    if not any(changes.values()):
        all_signed(visit)
        return
    visit["changed_after_sign_off"] = True
    visit["sign_off_changes"] = changes


def _signed(answer: Document | None) -> Document | None:
    """Return what the manifest names of an answer; without a value, nothing."""
    if answer is None or answer["value"] is None:
        return None
    return {"value": answer["value"], "note": answer.get("note")}
