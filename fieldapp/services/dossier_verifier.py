"""Check a dossier, unpacked or as its ZIP: no server, no network.

Lies in each dossier as `verify.py`, beside bundle_verifier.py, and needs the standard
library and `cryptography` only: `python verify.py [DOSSIER] [--key HEX]`.
"""

import argparse
import json
import sys
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

try:
    import bundle_verifier  # type: ignore[import-not-found]
except ModuleNotFoundError:  # inside the server
    from fieldapp.services import bundle_verifier

FORMAT = "visada dossier 1"
SEAL_DOMAIN = b"visada dossier 1\n"
MANIFEST = "manifest.json"
Place = Path | zipfile.Path


def main(arguments: list[str]) -> int:
    """Print what was found; return 0 when everything holds, 1 when not."""
    options = _options(arguments)
    keys = {*options.key, *options.earlier_key}
    try:
        faults, manifest = verify(_opened(options.dossier), keys)
    except (OSError, zipfile.BadZipFile, *bundle_verifier.MALFORMED):
        faults, manifest = [f"{MANIFEST}: there is none, or it cannot be read"], None
    for fault in faults:
        _say(f"{fault}.")
    if faults or manifest is None:
        _say("NOT GENUINE: this is not the dossier that was made.")
        return 1
    stated = manifest["stated"]
    key = manifest["seal"]["public_key"]
    _say(f"{stated['title']}, {stated['organization']}, made {stated['made_at']}.")
    _say(f"{len(stated['files'])} files, {len(stated['orders'])} orders.")
    for each in stated["orders"]:
        if each["problem"]:
            _say(f"Order {each['number']}: sealed without evidence, {each['problem']}.")
    which = "an earlier" if key in options.earlier_key else "the"
    _say(f"Signed by {which} key {key}.")
    _say("GENUINE: no file was changed since the dossier was made.")
    return 0


def verify(place: Place, keys: set[str]) -> tuple[list[str], Any]:
    """Return what does not hold, and the manifest; `keys` are trusted, if any."""
    manifest = json.loads((place / MANIFEST).read_bytes())
    if manifest.get("format") != FORMAT:
        return [f"{MANIFEST}: of no version known here"], None
    stated, seal = manifest["stated"], manifest["seal"]
    signed = SEAL_DOMAIN + bundle_verifier.canonical(stated)
    if not bundle_verifier.is_signed(seal["public_key"], seal["signature"], signed):
        return [f"{MANIFEST}: the signature does not match"], manifest
    if keys and seal["public_key"] not in keys:
        return [f"{MANIFEST}: signed by another key, {seal['public_key']}"], manifest
    trusted = keys or {seal["public_key"]}
    faults = [
        fault for each in stated["files"] for fault in _file(place, each, trusted)
    ]
    if not faults:
        faults = _photos(place, stated["files"]) + _strangers(place, stated["files"])
    return faults, manifest


def _file(place: Place, entry: Any, keys: set[str]) -> list[str]:
    try:
        content = (place / entry["name"]).read_bytes()
    except (FileNotFoundError, IsADirectoryError, KeyError):
        return [f"{entry['name']}: it is missing"]
    except (OSError, zlib.error, zipfile.BadZipFile):
        return [f"{entry['name']}: it cannot be read"]
    if sha256(content).hexdigest() != entry["sha256"]:
        return [f"{entry['name']}: it was changed"]
    if entry["kind"] not in ("evidence", "report"):
        return []
    found = bundle_verifier.verify(bundle_verifier.parsed(content), keys)
    return [f"{entry['name']}: {each.part}: {each.sentence}" for each in found]


def _photos(place: Place, entries: list[Any]) -> list[str]:
    """Name photos that the evidence of their own order does not know."""
    known: dict[str, set[str]] = {}
    for each in entries:
        if each["kind"] == "evidence":
            bundle = bundle_verifier.parsed((place / each["name"]).read_bytes())
            digests = {photo["sha256"] for photo in bundle["evidence"]}
            known[each["name"].partition("/")[0]] = digests
    return [
        f"{each['name']}: it is no original of this order"
        for each in entries
        if each["kind"] == "photo"
        if (folder := each["name"].partition("/")[0]) in known
        if each["sha256"] not in known[folder]
    ]


def _strangers(place: Place, entries: list[Any]) -> list[str]:
    """Name files inside the folders of orders that the manifest does not know."""
    known = {each["name"] for each in entries}
    folders = {name.partition("/")[0] for name in known if "/" in name}
    return [
        f"{name}: it does not belong here"
        for folder in sorted(folders)
        for name in _names(place / folder, folder)
        if name not in known
    ]


def _names(place: Any, name: str) -> list[str]:
    if not place.is_dir():
        return [name]
    inside = sorted(place.iterdir(), key=lambda each: str(each.name))
    return [below for each in inside for below in _names(each, f"{name}/{each.name}")]


def _opened(path: Path) -> Place:
    return path if path.is_dir() else zipfile.Path(path)


def _say(line: str) -> None:
    shown = "".join(each if each.isprintable() else "?" for each in line)
    sys.stdout.write(f"{shown}\n")


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="verify", description="Check a dossier without server and network."
    )
    parser.add_argument(
        "dossier",
        type=Path,
        nargs="?",
        default=Path(__file__).parent,
        help="ZIP or folder; default: the folder of this program",
    )
    for name, meaning in bundle_verifier.KEYS.items():
        parser.add_argument(
            name, action="append", default=[], metavar="HEX", help=meaning
        )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
