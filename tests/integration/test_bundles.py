"""A bundle proves an order far from the server, and names what was touched."""

import ast
import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest
from flask.cli import ScriptInfo
from proofs import picture, proved

from fieldapp import database
from fieldapp.cli import main
from fieldapp.problem import Problem
from fieldapp.services import anchors, bundle_verifier, bundles, signing_key
from fieldapp.services.bundle_verifier import verify

pytestmark = pytest.mark.both_databases


@pytest.fixture
def key(app):
    return signing_key.load(app.config["SETTINGS"].signing_key_path)


@pytest.fixture
def order(company):
    return proved(company)


@pytest.fixture
def issue(app, key):
    def made(order, **facts):
        anchors.make(key)
        wanted = bundles.Request(order, **{"is_whole": True, **facts})
        with database.reading() as connection:
            store = app.extensions["evidence_store"]
            return bundles.make(connection, store, key, wanted)

    return made


def test_an_untouched_bundle_is_genuine_for_the_key_that_sealed_it(issue, order, key):
    bundle = issue(order)

    assert verify(bundle, {signing_key.public_hex(key)}) == []
    assert [f.part for f in verify(bundle, {"ab" * 32})] == ["seal", "anchor"]


def test_after_a_change_of_keys_a_bundle_needs_the_new_one_only(app, issue, order, key):
    earlier = issue(order)
    path = app.config["SETTINGS"].signing_key_path
    signing_key.replace(path)
    new = signing_key.load(path)
    anchors.make(new)
    with database.reading() as connection:
        store = app.extensions["evidence_store"]
        wanted = bundles.Request(order, is_whole=True)
        later = bundles.make(connection, store, new, wanted)

    assert verify(later, set()) == verify(later, {signing_key.public_hex(new)}) == []
    assert verify(earlier, signing_key.trusted(path)) == []
    assert [f.part for f in verify(earlier, {signing_key.own(path)})] == [
        "seal",
        "anchor",
    ]


def test_the_command_knows_the_keys_of_this_server(
    app, issue, order, tmp_path, monkeypatch
):
    settings = app.config["SETTINGS"]
    monkeypatch.setenv("FIELDAPP_DATA_DIR", str(settings.data_dir))
    file = tmp_path / "bundle.json"
    file.write_text(bundles.text(issue(order)), "utf-8")
    assert "Signed by the key" in command(app, "--ours", str(file))[1]

    signing_key.replace(settings.signing_key_path)
    code, said = command(app, "--ours", str(file))
    assert code == 0
    assert "Signed by an earlier key" in said

    settings.signing_key_path.with_name(signing_key.EARLIER_FILE).unlink()
    assert command(app, "--ours", str(file))[0] == 1


def test_it_holds_photos_signature_and_what_was_signed(issue, order):
    bundle = issue(order)

    assert len(bundle["evidence"]) == 2
    assert len(bundle["manifests"]) == len(bundle["drawings"]) == 1
    assert "Joana Prado" in bundle["sign_offs"][0]["signer_name"]


def test_what_goes_out_with_a_report_hides_phones_and_tax_numbers(issue, order):
    outside = issue(order, is_whole=False)

    assert verify(outside, set()) == []
    assert "11144477735" in bundles.text(issue(order))
    assert "11144477735" not in bundles.text(outside)
    assert "900000452" not in bundles.text(outside)
    assert "Priscila" not in bundles.text(outside)


def test_whatever_value_is_touched_its_part_is_named_first(issue, order):
    bundle = issue(order)
    wrong = []
    for path in list(places(bundle)):
        touched = copy.deepcopy(bundle)
        flip(touched, path)
        faults = verify(touched, set())
        if not faults or faults[0].part != path[0]:
            wrong.append((path, faults))
    assert not wrong


def places(value, path=()):
    """Yield the place of every text, number and null of a document."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from places(each, (*path, name))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from places(each, (*path, at))
    else:
        yield path


def flip(document, path):
    *way, last = path
    for step in way:
        document = document[step]
    value = document[last]
    document[last] = {
        str: lambda: chr(ord(value[0]) ^ 1) + value[1:] if value else "x",
        int: lambda: value + 1,
        bool: lambda: not value,
        type(None): lambda: "x",
    }[type(value)]()


@pytest.mark.parametrize("part", [*bundle_verifier.PARTS, "digests", "seal"])
def test_a_part_that_is_gone_is_named(issue, order, part):
    bundle = issue(order)
    del bundle[part]

    assert verify(bundle, set())[0].part == part


def test_somebody_who_seals_an_altered_ledger_again_is_found(issue, order, key):
    bundle = issue(order)
    bundle["ledger"][2]["row"]["actor_role"] = "supervisor"
    again = bundles.sealed(bundle, key)

    faults = verify(again, set())

    assert [f"{f.part} {f.sentence}" for f in faults] == [
        "ledger event 3: this event was changed"
    ]


def test_a_ledger_that_was_linked_again_does_not_lead_to_the_anchor(issue, order, key):
    bundle = issue(order)
    previous = bundle_verifier.ZERO
    for entry in bundle["ledger"]:
        entry["row"]["actor_role"] += " "
        entry["previous"] = previous
        content = previous.encode() + bundle_verifier.canonical(entry["row"])
        previous = entry["hash"] = bundle_verifier.sha256(content).hexdigest()

    faults = verify(bundles.sealed(bundle, key), set())

    assert [fault.part for fault in faults] == ["inclusion"]


@pytest.mark.parametrize(
    ("part", "touch"),
    [
        ("evidence", lambda b: b["evidence"].append({"sha256": "ab" * 32})),
        ("drawings", lambda b: b["drawings"].update({"ab" * 32: "{}"})),
        ("sign_offs", lambda b: b["sign_offs"][0].update(outcome="refused")),
        ("sign_offs", lambda b: b["sign_offs"].append({"operation_id": "other"})),
        ("ledger", lambda b: b["ledger"].pop(1)),
        ("ledger", lambda b: b["ledger"][3].update(body="{}")),
        ("issued", lambda b: b["issued"].pop("number")),
        ("anchor", lambda b: b["anchor"]["statement"].update(number=9)),
        ("inclusion", lambda b: b["inclusion"].update(position=-1)),
    ],
)
def test_a_part_that_does_not_follow_is_named_even_when_sealed(
    issue, order, key, part, touch
):
    bundle = issue(order)
    touch(bundle)

    assert part in {f.part for f in verify(bundles.sealed(bundle, key), set())}


def test_nothing_is_sealed_over_an_altered_record(backend, issue, order):
    backend.tamper("UPDATE ledger SET actor_role = 'auditor' WHERE rev = 3")

    with pytest.raises(Problem) as refused:
        issue(order)

    assert refused.value.code == "record_altered"


def test_erased_content_leaves_the_bundle_genuine(backend, issue, order):
    backend.tamper("DELETE FROM ledger_bodies")

    assert verify(issue(order), set()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"format": 1, "format": 2}',
        b"%PDF-1.7\nstream\nx\x9cendstream",
        json.dumps({"format": bundle_verifier.FORMAT, "seal": 1}).encode(),
        json.dumps(
            dict.fromkeys((*bundle_verifier.PARTS, "digests", "seal"), 1)
            | {"format": bundle_verifier.FORMAT}
        ).encode(),
        json.dumps(
            {part: [{}] for part in (*bundle_verifier.PARTS, "digests", "seal")}
            | {"format": bundle_verifier.FORMAT}
        ).encode(),
    ],
)
def test_bad_input_gets_a_sentence(content, tmp_path, capsys):
    file = tmp_path / "bundle.json"
    file.write_bytes(content)

    assert bundle_verifier.main([str(file)]) == 1
    assert "NOT GENUINE" in capsys.readouterr().out


def test_script_and_command_say_the_same(app, issue, order, tmp_path):
    """The script runs alone: no checkout, no server, only `cryptography` beside it."""
    photo = tmp_path / "porta.jpg"
    photo.write_bytes(picture(60))
    resaved = tmp_path / "whatsapp.jpg"
    resaved.write_bytes(picture(61))
    genuine = tmp_path / "genuine.json"
    genuine.write_text(bundles.text(issue(order)), "utf-8")
    touched = tmp_path / "touched.json"
    touched.write_text(genuine.read_text("utf-8").replace("Porta 1", "Porta 9"))
    script = tmp_path / "alone" / "check.py"
    script.parent.mkdir()
    script.write_text(command(app, "--script")[1], "utf-8")
    calls = {
        (str(genuine), str(photo)): 0,
        (str(genuine), str(photo), str(resaved)): 1,
        (str(touched),): 1,
        (str(tmp_path / "missing.json"),): 1,
        (str(genuine), "--key", "ab" * 32): 1,
        (str(genuine), "--earlier-key", "ab" * 32): 1,
    }

    for arguments, code in calls.items():
        assert command(app, *arguments) == alone(script, *arguments)
        assert alone(script, *arguments)[0] == code
    assert "not an original" in alone(script, str(genuine), str(resaved))[1]


def command(app, *arguments):
    done = app.test_cli_runner().invoke(
        main, ["verify-bundle", *arguments], obj=ScriptInfo(create_app=lambda: app)
    )
    return done.exit_code, done.output


def alone(script, *arguments):
    done = subprocess.run(
        [sys.executable, "-I", str(script), *arguments],
        cwd=script.parent,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_script_needs_only_cryptography():
    tree = ast.parse(Path(bundle_verifier.__file__).read_text("utf-8"))
    named = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    tops = {name.split(".")[0] for name in named}
    assert tops - sys.stdlib_module_names == {"cryptography"}
