"""Check an evidence bundle, or the PDF that carries one: no server, no network.

Runs alone as `python bundle_verifier.py FILE [PHOTO ...] [--key HEX]
[--earlier-key HEX]`; it needs the standard library and `cryptography` only. What is
hashed and signed stands in docs/evidence.md.
"""

import argparse
import json
import re
import sys
import zlib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "visada evidence bundle 1"
SEAL_DOMAIN = b"visada bundle 1\n"
ANCHOR_DOMAIN = b"visada anchor 1\n"
ZERO = "0" * 64
PDF = b"%PDF-"
PARTS = (
    "issued",
    "ledger",
    "people",
    "sign_offs",
    "manifests",
    "drawings",
    "evidence",
    "inclusion",
    "anchor",
)
STREAM = re.compile(rb"stream\r?\n")
LARGEST_BYTES = 64 << 20
KEYS = {
    "--key": "public key of the company; other keys do not count then",
    "--earlier-key": "public key with which the company sealed before; counts too",
}
MALFORMED = (
    AttributeError,
    LookupError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Fault:
    """One part of a bundle that does not hold, and what is wrong with it."""

    part: str
    sentence: str


def main(arguments: list[str]) -> int:
    """Print what was found; return 0 when everything holds, 1 when not."""
    options = _options(arguments)
    try:
        content = options.file.read_bytes()
        photos = {path: sha256(path.read_bytes()).hexdigest() for path in options.photo}
    except OSError as error:
        return _say(f"{error.filename}: cannot be read.", 1)
    bundle = parsed(content)
    faults = verify(bundle, {*options.key, *options.earlier_key})
    for fault in faults:
        _say(f"{fault.part}: {fault.sentence}.")
    if faults:
        return _say(f"NOT GENUINE: {faults[0].part} does not hold.", 1)
    _describe(bundle, options.earlier_key)
    if content[:5] == PDF:
        _say("This is about the evidence inside, not about what its pages show:")
        _say(f"for those, drop the file on the page /r/{bundle['issued']['code']}.")
    known = {each["sha256"] for each in bundle["evidence"]}
    strange = [path for path, digest in photos.items() if digest not in known]
    for path in photos:
        _say(f"{path}: {'not an' if path in strange else 'an'} original of this order.")
    return 1 if strange else 0


def parsed(content: bytes) -> Any:
    """Return the bundle in a JSON file or a PDF, None when there is none."""
    texts = _streams(content) if content[:5] == PDF else [content]
    for text in texts:
        try:
            return json.loads(text, object_pairs_hook=_without_doubles)
        except (RecursionError, ValueError):
            continue
    return None


def verify(bundle: Any, keys: set[str]) -> list[Fault]:
    """Return what does not hold, the part to blame first; `keys` are trusted, if any.

    Without keys the bundle's own key is taken as it is: compare it with the one that
    the company made known.
    """
    if not isinstance(bundle, dict) or bundle.get("format") != FORMAT:
        return [Fault("format", "this is no evidence bundle of a version known here")]
    if missing := [p for p in (*PARTS, "digests", "seal") if p not in bundle]:
        return [Fault(missing[0], "this part is missing")]
    faults: list[Fault] = []
    for check in (_seal, _issued, _ledger, _sign_offs, _evidence, _inclusion, _anchor):
        try:
            faults += check(bundle)
        except MALFORMED:
            part = check.__name__.removeprefix("_")
            faults.append(Fault(part, "this part is not of the right form"))
    return faults or _keys(bundle, keys)


def canonical(value: Any) -> bytes:
    """Return the canonical JSON (RFC 8785) of text, whole numbers, lists, objects."""
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def _seal(bundle: Any) -> list[Fault]:
    """Blame a part whose digest differs, or the digests when it is them."""
    changed = [p for p in PARTS if _digest_of(bundle, p) != bundle["digests"].get(p)]
    seal, stated = bundle["seal"], SEAL_DOMAIN + canonical(bundle["digests"])
    if is_signed(seal["public_key"], seal["signature"], stated):
        return [Fault(part, "it is not what was sealed") for part in changed]
    if changed:
        return [Fault("digests", "they are not what was sealed")]
    return [Fault("seal", "the signature does not match")]


def _issued(bundle: Any) -> list[Fault]:
    """Require what a reader is told it is about."""
    wanted = ("code", "number", "organization", "issued_at", "work_order_id")
    missing = [name for name in wanted if name not in bundle["issued"]]
    return [Fault("issued", f"{name} is missing") for name in missing]


def _ledger(bundle: Any) -> list[Fault]:
    """Walk the chain from its first event; each names the digest of the one before."""
    faults, previous = [], ZERO
    for rev, entry in enumerate(bundle["ledger"], start=1):
        if reason := _reason(entry, rev, previous):
            faults.append(Fault("ledger", f"event {rev}: {reason}"))
        previous = entry["hash"]
    streams = {entry["row"]["stream_id"] for entry in bundle["ledger"]}
    if streams != {bundle["issued"]["work_order_id"]}:
        faults.append(Fault("ledger", "it is not the history of this one order"))
    return faults


def _reason(entry: Any, rev: int, previous: str) -> str | None:
    row, body = entry["row"], entry["body"]
    if row["rev"] != rev:
        return "an event before this one is missing"
    if entry["previous"] != previous:
        return "it does not follow the one before"
    if _hex(entry["previous"].encode() + canonical(row)) != entry["hash"]:
        return "this event was changed"
    if body is None or _hex((entry["salt"] + body).encode()) == row["body_sha256"]:
        return None
    return "the content of this event was changed"


def _sign_offs(bundle: Any) -> list[Fault]:
    """Hold what was shown and drawn against the digests that the acts name."""
    faults = [
        Fault(part, f"{digest[:12]} is not what its digest says")
        for part in ("manifests", "drawings")
        for digest, text in bundle[part].items()
        if _hex(text.encode()) != digest
    ]
    acts = {act["operation_id"]: act for act in bundle["sign_offs"]}
    recorded = _arguments(bundle, "sign_off")
    named = {entry["row"]["operation_id"] for entry in _of(bundle, "sign_off")}
    if set(acts) - named:
        faults.append(Fault("sign_offs", "an act is not in the ledger"))
    for id_, arguments in recorded.items():
        act = acts.get(id_, {})
        if any(act.get(name) != arguments.get(name) for name in ACT):
            faults.append(Fault("sign_offs", f"{id_} differs from the ledger"))
    return faults


ACT = ("manifest_sha256", "signature_sha256", "outcome")


def _evidence(bundle: Any) -> list[Fault]:
    """Look each photo up in the ledger; one whose event was erased may be any."""
    known = {each["sha256"] for each in _arguments(bundle, "attach_evidence").values()}
    strange = [p["sha256"] for p in bundle["evidence"] if p["sha256"] not in known]
    erased = sum(entry["body"] is None for entry in _of(bundle, "attach_evidence"))
    if len(strange) <= erased:
        return []
    return [Fault("evidence", f"{each[:12]} is not in the ledger") for each in strange]


def _inclusion(bundle: Any) -> list[Fault]:
    """Follow one event of this ledger to the anchor's root (RFC 6962)."""
    inclusion, stated = bundle["inclusion"], bundle["anchor"]["statement"]
    leaf, ledger = inclusion["leaf"], bundle["ledger"]
    at = leaf["rev"] - 1
    if not 0 <= at < len(ledger) or ledger[at]["hash"] != leaf["head"]:
        return [Fault("inclusion", "it names another event than the ledger")]
    if leaf["id"] != bundle["issued"]["work_order_id"]:
        return [Fault("inclusion", "it names another order")]
    path = [bytes.fromhex(each) for each in inclusion["path"]]
    found = _root(canonical(leaf), inclusion["position"], stated["size"], path)
    if found is None or found.hex() != stated["root"]:
        return [Fault("inclusion", "the path does not lead to the anchor's root")]
    return []


def _anchor(bundle: Any) -> list[Fault]:
    anchor = bundle["anchor"]
    stated = ANCHOR_DOMAIN + canonical(anchor["statement"])
    key = anchor["statement"]["public_key"]
    if is_signed(key, anchor["signature"], stated):
        return []
    return [Fault("anchor", "the signature does not match")]


def _keys(bundle: Any, keys: set[str]) -> list[Fault]:
    """Without trusted keys seal and anchor must at least have the same one."""
    trusted = keys or {bundle["seal"]["public_key"]}
    used = {
        "seal": bundle["seal"]["public_key"],
        "anchor": bundle["anchor"]["statement"]["public_key"],
    }
    return [
        Fault(part, f"it was signed by another key, {key}")
        for part, key in used.items()
        if key not in trusted
    ]


def _root(content: bytes, position: int, size: int, path: list[bytes]) -> bytes | None:
    """Return the root that a leaf and its path lead to, siblings of the leaf first."""
    if not 0 <= position < size:
        return None
    if size == 1:
        return None if path else sha256(b"\x00" + content).digest()
    if not path:
        return None
    split = 1 << (size - 1).bit_length() - 1
    is_left = position < split
    inner = (position, split) if is_left else (position - split, size - split)
    found = _root(content, *inner, path[:-1])
    if found is None:
        return None
    pair = found + path[-1] if is_left else path[-1] + found
    return sha256(b"\x01" + pair).digest()


def _of(bundle: Any, name: str) -> list[Any]:
    return [entry for entry in bundle["ledger"] if entry["row"]["name"] == name]


def _arguments(bundle: Any, name: str) -> dict[str, Any]:
    """Return the arguments of these operations, where the content is shown."""
    return {
        entry["row"]["operation_id"]: json.loads(entry["body"])["arguments"]
        for entry in _of(bundle, name)
        if entry["body"] is not None
    }


def _digest_of(bundle: Any, part: str) -> str | None:
    try:
        return _hex(canonical(bundle[part]))
    except MALFORMED:
        return None


def is_signed(public_key: str, signature: str, content: bytes) -> bool:
    """Tell whether this key signed this content; malformed ones did not."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _ordered(value[key]) for key in keys}
    if isinstance(value, list):
        return [_ordered(each) for each in value]
    if isinstance(value, float):
        raise TypeError("a fraction has no canonical form here")
    return value


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _streams(content: bytes) -> list[bytes]:
    """Return what lies in the streams of a PDF and looks like a bundle."""
    found = []
    for start in STREAM.finditer(content):
        raw = content[start.end() : content.find(b"endstream", start.end())]
        try:
            text = zlib.decompressobj().decompress(raw, LARGEST_BYTES)
        except zlib.error:
            text = raw
        if text[:1] == b"{" and FORMAT.encode() in text:
            found.append(text)
    return found


def _describe(bundle: Any, earlier: list[str]) -> None:
    issued, stated = bundle["issued"], bundle["anchor"]["statement"]
    ledger = bundle["ledger"]
    hidden = sum(entry["body"] is None for entry in ledger)
    _say(f"Order {issued['number']} of {issued['organization']}.")
    _say(f"{len(ledger)} events, {hidden} of them without their content here.")
    _say(f"{len(bundle['evidence'])} photos, {len(bundle['sign_offs'])} sign-offs.")
    _say(
        f"Issued {issued['issued_at']}; anchor {stated['number']} {stated['made_at']}."
    )
    key = bundle["seal"]["public_key"]
    _say(f"Signed by {'an earlier' if key in earlier else 'the'} key {key}.")
    _say("GENUINE: no evidence was changed since it was issued.")


def _hex(content: bytes) -> str:
    return sha256(content).hexdigest()


def _say(line: str, code: int = 0) -> int:
    shown = "".join(each if each.isprintable() else "?" for each in line)
    sys.stdout.write(f"{shown}\n")
    return code


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="verify-bundle",
        description="Check an evidence bundle, or the PDF that carries one.",
    )
    parser.add_argument("file", type=Path, help="bundle (JSON) or report (PDF)")
    parser.add_argument(
        "photo", type=Path, nargs="*", help="photo that should be in it"
    )
    for name, meaning in KEYS.items():
        parser.add_argument(
            name, action="append", default=[], metavar="HEX", help=meaning
        )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
