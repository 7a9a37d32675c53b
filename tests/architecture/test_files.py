"""Files stay small, belong to no machine, and are the ones their makers published."""

import hashlib
import json
import re
from pathlib import Path

from repository import ROOT, files, report, text

LONGEST = 300
CODE = (".py", ".js", ".css", ".html")
GENERATED = ("static/vendor", "service_worker/vendor", "fieldapp/migrations")
LOCKS = re.compile(
    r"requirements.*\.lock|package-lock\.json|\.npmrc|pip\.conf|uv\.toml"
)
MACHINE_PATH = re.compile(r"(?:^|[^\w.])/(?:work|farm|root|home)/[A-Za-z.]")
TEXT = (*CODE, ".md", ".toml", ".json", ".lock", ".po", ".txt", "")
LARGEST_BYTES = 1_000_000


def test_no_file_of_code_is_longer_than_one_concept_needs():
    long = [
        f"{path}: {lines} lines"
        for path in files(*CODE)
        if not str(path).startswith(GENERATED)
        if (lines := sum(1 for line in text(path).splitlines() if line.strip()))
        > LONGEST
    ]
    assert not long, report(long)


def test_no_lock_names_a_registry():
    named = [
        f"{path}:{number}"
        for path in files(*TEXT)
        if LOCKS.fullmatch(path.name)
        for number, line in enumerate(text(path).splitlines(), 1)
        if "://" in line
    ]
    assert not named, report(named)


def test_every_line_of_a_lock_is_pinned_and_hashed():
    loose = []
    for path in (p for p in files(".lock") if p.name.startswith("requirements")):
        entries = re.split(r"\n(?=\S)", text(path).replace("\\\n", ""))
        loose += [e for e in entries if "==" not in e or "--hash=sha256:" not in e]
    assert not loose, report(loose)


def test_the_lock_of_another_tool_is_not_kept():
    """uv.lock always stores registry addresses."""
    assert Path("uv.lock") not in files(".lock")


def test_no_file_holds_a_path_of_one_machine():
    found = [
        f"{path}: {match[0]}"
        for path in files(*TEXT)
        if not str(path).startswith(GENERATED)
        for match in MACHINE_PATH.finditer(text(path))
    ]
    assert not found, report(found)


def test_no_file_is_large():
    suffixes = {path.suffix for path in ROOT.glob("*/**/*.*") if path.is_file()}
    large = [p for p in files(*suffixes) if (ROOT / p).stat().st_size > LARGEST_BYTES]
    assert not large, report(large)


def test_vendored_files_are_the_published_ones():
    for entry in json.loads(text(Path("static/vendor/vendor.json"))):
        content = (ROOT / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["file"]
        assert text(Path(entry["license_file"]))
