"""A backup is taken while the server works, and a restore begins another life."""

import json
import shutil

import builders
import pytest
from backends import SQLITE, an_app, make_database, url_of
from click.testing import CliRunner
from company import Company, sign_in
from phone import Phone

from fieldapp import database
from fieldapp.cli.backup import backup
from fieldapp.cli.restore import restore
from fieldapp.extensions import db
from fieldapp.services import documents, ledger, signing_key

pytestmark = pytest.mark.both_databases
PHOTO = b"\xff\xd8\xff\xe0 a photo"


@pytest.fixture
def program(backend, monkeypatch):
    """Return a way to run a verb of `fieldapp` on the folder of the backend."""

    def run(verb, *arguments, folder=None, url=None):
        settings = backend.app.config["SETTINGS"]
        monkeypatch.setenv("FIELDAPP_DATA_DIR", str(folder or backend.folder))
        monkeypatch.setenv("FIELDAPP_DATABASE_URL", url or database_of(settings))
        result = CliRunner().invoke(verb, [str(each) for each in arguments])
        documents.forget()
        return result

    return run


def database_of(settings):
    return "" if settings.is_sqlite else settings.database_url


@pytest.fixture
def copies(backend, tmp_path):
    yield tmp_path / "copies"
    shutil.rmtree(backend.folder / "evidence", ignore_errors=True)
    (backend.folder / "backed_up.json").unlink(missing_ok=True)


@pytest.fixture
def worked(company):
    """Marcos's phone with one photo and one note at the server."""
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()
    visit_id = order["visits"][0]["id"]
    digest = phone.keep(PHOTO)
    phone.write("attach_evidence", builders.photo(visit_id, digest), order["id"])
    phone.write("add_note", {"text": "before the backup"}, order["id"])
    phone.sync()
    phone.upload_all()
    return phone, order["id"]


def entries():
    query = "SELECT count(*) FROM ledger"
    with database.reading() as connection:
        return connection.exec_driver_sql(query).scalar()


def test_phones_learn_until_when_their_work_is_in_a_backup(program, copies, worked):
    phone, _ = worked
    assert phone.sync()["durable_until"] is None

    result = program(backup, copies)

    (folder,) = copies.glob("*Z")
    taken_at = json.loads((folder / "manifest.json").read_text())["taken_at"]
    assert result.exit_code == 0, result.output
    phone.browser.application.extensions["durability"].forget()
    assert phone.sync()["durable_until"] == taken_at


def test_a_second_copy_holds_no_photo_twice(program, copies, worked):
    program(backup, copies)
    before = {p: p.stat().st_mtime_ns for p in copies.glob("evidence/*/*")}

    program(backup, copies)

    assert len(before) == 1
    assert {p: p.stat().st_mtime_ns for p in copies.glob("evidence/*/*")} == before
    assert len(list(copies.glob("*Z"))) == 2


def test_a_backup_holds_the_keys_that_signed_before(backend, company, program, copies):
    path = backend.app.config["SETTINGS"].signing_key_path
    old = signing_key.own(path)
    signing_key.replace(path)

    assert program(backup, copies).exit_code == 0

    (kept,) = copies.glob("*/keys/earlier_keys")
    assert kept.read_text().split() == [old]


def test_only_so_many_copies_are_kept(program, copies, worked):
    for _ in range(3):
        program(backup, copies, "--keep", "2")

    assert len(list(copies.glob("*Z"))) == 2


def test_a_restored_server_gets_again_what_came_after_the_backup(
    backend, company, program, copies, worked
):
    """Its chain is whole, the phone signs in anew and sends what it kept."""
    phone, order_id = worked
    program(backup, copies)
    phone.write("add_note", {"text": "after the backup"}, order_id)
    lost = company.order(company.marcos)
    phone.sync()
    held, number = entries(), lost["number"]

    with restored_into_nothing(backend, program, copies) as app, app.app_context():
        assert entries() < held
        with database.reading() as connection:
            assert list(ledger.broken_entries(connection)) == []
        refused = phone_on(app, phone)
        assert refused.post(refused.envelope()).status_code == 401
        again = phone_on(app, phone, signs_in=True)
        epoch = again.epoch
        answer = again.sync()
        assert answer["epoch"] not in (None, epoch)
        notes = [note["text"] for note in again.order(order_id)["notes"]]
        assert notes == ["before the backup", "after the backup"]
        again.upload_all()
        (photo,) = Company(backend_on(app)).document(order_id)["visits"][0]["evidence"]
        digest = photo["sha256"]
        assert again.browser.get(f"/sync/evidence/{digest}").data == PHOTO
        assert Company(backend_on(app)).order()["number"] > number


def test_a_server_that_holds_work_is_not_overwritten_unasked(
    backend, program, copies, worked
):
    program(backup, copies)
    let_go_of_the_database(backend)
    held = entries()

    refused = program(restore, copies)

    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert entries() == held


def test_replacing_puts_the_copy_in_place(backend, program, copies, worked):
    phone, order_id = worked
    program(backup, copies)
    held = entries()
    phone.write("add_note", {"text": "after the backup"}, order_id)
    phone.sync()
    let_go_of_the_database(backend)

    result = program(restore, copies, "--replace")

    assert result.exit_code == 0, result.output
    assert entries() == held


@pytest.mark.parametrize("part", ["ledger", "photo", "manifest", "nothing"])
def test_a_damaged_backup_is_refused_in_words(backend, program, copies, worked, part):
    program(backup, copies)
    (folder,) = copies.glob("*Z")
    damaged = {
        "ledger": next(folder.glob("database/[fl]*d*")),
        "photo": next(copies.glob("evidence/*/*")),
        "manifest": folder / "manifest.json",
    }.get(part)
    if damaged:
        content = damaged.read_bytes()
        damaged.write_bytes(b"{" + content[1:-1] + b"~")
        empty(backend.folder / "evidence")
    else:
        shutil.rmtree(folder)
    held = entries()
    let_go_of_the_database(backend)

    refused = program(restore, copies, "--replace")

    assert refused.exit_code == 1
    assert "backup" in refused.output
    assert "Traceback" not in refused.output
    assert entries() == held


def test_a_lost_photo_is_named_and_the_rest_is_copied(backend, program, copies, worked):
    empty(backend.folder / "evidence")

    result = program(backup, copies)

    assert result.exit_code == 1
    assert "1 files that the database names" in result.output
    assert len(list(copies.glob("*Z"))) == 1


class restored_into_nothing:  # noqa: N801 # reads as a sentence
    """Restore into an empty folder and database; yields the application there."""

    def __init__(self, backend, program, copies):
        folder, url = copies.parent / "new", ""
        if backend.kind != SQLITE:
            make_database(backend.server, "restored")
            url = url_of(backend.server, "restored")
        result = program(restore, copies, folder=folder, url=url)
        assert result.exit_code == 0, result.output
        self.app = an_app(folder, url)

    def __enter__(self):
        return self.app

    def __exit__(self, *_):
        with self.app.app_context():
            db.engine.dispose()


def backend_on(app):
    return type("Restored", (), {"app": app})()


def phone_on(app, phone, *, signs_in=False):
    """Return the same phone with all that it holds, in front of another server."""
    browser = app.test_client()
    if signs_in:
        sign_in(browser, phone.someone.email)
    moved = Phone(browser, phone.someone)
    moved.__dict__.update({**phone.__dict__, "browser": browser})
    return moved


def empty(folder):
    shutil.rmtree(folder)
    folder.mkdir()


def let_go_of_the_database(backend):
    with backend.app.app_context():
        db.engine.dispose()
