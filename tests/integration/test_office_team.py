"""Who signs in: registering, changing, blocking people, and links for passwords."""

import re
from datetime import timedelta

import pytest
from company import ORIGIN, PASSWORD, sign_in
from sqlalchemy import select

from fieldapp import clock, database
from fieldapp.ids import uuid7
from fieldapp.models import LedgerEntry, User
from fieldapp.services import accounts, audit, password_links

pytestmark = pytest.mark.both_databases

TEAM = "/office/team"
EMAIL = "ana@cerrado.example"
NEW = "uma senha nova"


@pytest.fixture
def admin(company):
    return company.browser(company.admin)


def form(**typed):
    return {
        "name": "Ana Prado",
        "email": " Ana@Cerrado.example ",
        "role": "technician",
        "language": "pt-BR",
        "region": "araguari",
        "department": "",
        "status": "active",
        "operation_id": uuid7(),
        **typed,
    }


def post(browser, address=TEAM, **typed):
    return browser.post(address, data=form(**typed), headers=ORIGIN)


def user(email=EMAIL):
    with database.reading() as connection:
        return connection.execute(select(User).where(User.email == email)).one_or_none()


def page_of(id_):
    return f"{TEAM}/{id_}"


def link_in(page):
    """Return the path of the link that a page shows."""
    return re.search(r"http://localhost(/password/[\w-]+)", page)[1]


def set_password(app, path, password=NEW, again=None):
    form = {"password": password, "again": again or password}
    return app.test_client().post(path, data=form, headers=ORIGIN)


def can_sign_in(app, email, password):
    answer = sign_in(app.test_client(), email, password)
    return answer.status_code == 303


def test_a_new_person_sets_her_own_password_and_signs_in(app, admin):
    answer = post(admin)
    assert answer.status_code == 200
    assert user().region == "araguari"
    assert EMAIL in admin.get(f"{TEAM}?state=invited").text
    path = link_in(answer.text)

    asked = app.test_client().get(path)
    assert EMAIL in asked.text
    assert asked.headers["Referrer-Policy"] == "no-referrer"
    kept = set_password(app, path)

    assert "Senha guardada" in kept.text
    assert can_sign_in(app, EMAIL, NEW)
    assert EMAIL in admin.get(f"{TEAM}?state=active").text


def test_the_form_sent_twice_registers_once(admin):
    typed = form()
    for _ in range(2):
        answer = admin.post(TEAM, data=typed, headers=ORIGIN)
        assert answer.status_code == 200

    assert len(re.findall(EMAIL, admin.get(TEAM).text)) == 1


def test_two_desks_that_register_the_same_address_at_once(admin, monkeypatch):
    """The later transaction looked before the earlier one was there to be seen."""
    post(admin)
    looked = iter([True])
    require_sound = accounts.require_sound

    def look(*asked):
        return None if next(looked, False) else require_sound(*asked)

    monkeypatch.setattr(accounts, "require_sound", look)
    answer = post(admin)

    assert answer.status_code == 422
    assert "Alguém já usa o e-mail" in answer.text


def test_a_link_opens_once_and_the_newest_alone(app, company, admin):
    link = f"{page_of(company.marcos.id)}/password_link"
    old, new = (link_in(post(admin, link).text) for _ in range(2))

    assert app.test_client().get(old).status_code == 410
    assert set_password(app, new).status_code == 200
    gone = set_password(app, new, "outra senha")

    assert gone.status_code == 410
    assert "Peça um novo" in gone.text
    assert not can_sign_in(app, company.marcos.email, "outra senha")


def test_a_link_ends_after_two_days(app, company, monkeypatch):
    now = clock.now()
    with database.writing() as connection:
        token = password_links.make(connection, company.marcos.id, now)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=48, seconds=1))

    assert app.test_client().get(f"/password/{token}").status_code == 410


def test_the_token_stands_nowhere_in_the_database(admin, company, backend):
    path = link_in(post(admin, f"{page_of(company.marcos.id)}/password_link").text)
    token = path.rpartition("/")[2]
    with database.reading() as connection:
        tables = User.metadata.sorted_tables
        rows = [str(row) for each in tables for row in connection.execute(select(each))]

    assert not any(token in row for row in rows)


def test_a_new_password_signs_out_whoever_had_the_old_one(app, company, admin):
    marcos = company.browser(company.marcos)
    path = link_in(post(admin, f"{page_of(company.marcos.id)}/password_link").text)
    assert marcos.get("/queue").status_code == 200

    set_password(app, path)

    assert marcos.get("/queue").status_code == 303
    assert not can_sign_in(app, company.marcos.email, PASSWORD)


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("curta", "curta", "8 caracteres ou mais"),
        ("uma senha nova", "outra senha nova", "não são iguais"),
    ],
)
def test_a_password_that_will_not_do_says_why(app, company, password, again, words):
    with database.writing() as connection:
        token = password_links.make(connection, company.marcos.id, clock.now())

    answer = set_password(app, f"/password/{token}", password, again)

    assert answer.status_code == 422
    assert words in answer.text
    assert can_sign_in(app, company.marcos.email, PASSWORD)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Digite o nome"),
        ({"email": ""}, "Digite o e-mail"),
        ({"email": "ana@cerrado"}, "Isto não é um e-mail"),
        ({"email": "Marcos@cerrado.example"}, "Alguém já usa o e-mail"),
        ({"role": "system"}, "role"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(admin, typed, words):
    answer = post(admin, **typed)

    assert answer.status_code == 422
    assert words in answer.text
    assert user() is None


def test_somebody_who_is_blocked_is_out_at_once_and_comes_back(app, company, admin):
    marcos = company.browser(company.marcos)
    same = {"name": "Marcos Sales", "email": company.marcos.email, "region": ""}
    blocked = post(admin, page_of(company.marcos.id), **same, status="suspended")

    assert blocked.status_code == 303
    assert marcos.get("/queue").status_code == 303
    assert not can_sign_in(app, company.marcos.email, PASSWORD)
    refused = post(admin, f"{page_of(company.marcos.id)}/password_link")
    assert refused.status_code == 409
    assert "bloqueado" in refused.text

    post(admin, page_of(company.marcos.id), **same, status="active")
    assert can_sign_in(app, company.marcos.email, PASSWORD)


def test_the_company_keeps_an_administrator(company, admin):
    other = post(admin, role="administrator")
    assert other.status_code == 200
    account = user()
    own = {"name": "Helena", "email": company.admin.email, "role": "dispatcher"}
    mine = post(admin, page_of(company.admin.id), **own)
    assert mine.status_code == 422
    assert "Ninguém muda a própria função" in mine.text

    changed = post(admin, page_of(account.id), role="dispatcher")
    assert changed.status_code == 303
    again = post(admin, page_of(account.id), role="administrator")
    assert again.status_code == 303


def test_the_last_administrator_stays_one(company):
    """Asked for by the command line's hand, since nobody blocks the own account."""
    with pytest.raises(Exception, match="user_last_administrator"):
        company.act(
            "edit_user",
            None,
            {
                "account_id": company.admin.id,
                "email": company.admin.email,
                "name": company.admin.name,
                "role": "dispatcher",
                "language": "pt-BR",
                "status": "active",
            },
            second_administrator(company),
        )


def second_administrator(company):
    """Return somebody who acts as an administrator and is none in the table."""
    dispatcher = company.priscila
    return type(dispatcher)(
        dispatcher.id,
        dispatcher.name,
        "administrator",
        dispatcher.login,
        dispatcher.client,
    )


def test_a_supervisor_cares_for_technicians_alone(company):
    renata = company.browser(company.renata)
    page = renata.get(f"{TEAM}/new").text
    assert 'value="technician"' in page
    assert 'value="administrator"' not in page
    assert post(renata).status_code == 200
    assert post(renata, email="x@cerrado.example", role="auditor").status_code == 422

    shown = renata.get(page_of(company.admin.id)).text
    assert "disabled" in shown
    assert "password_link" not in shown
    link = post(renata, f"{page_of(company.admin.id)}/password_link")
    assert link.status_code == 403


def test_an_auditor_reads_and_a_dispatcher_sees_no_team(company):
    assert company.browser(company.auditor).get(TEAM).status_code == 200
    assert post(company.browser(company.auditor)).status_code == 403
    priscila = company.browser(company.priscila)
    assert priscila.get(TEAM).status_code == 403
    assert TEAM not in priscila.get("/office/work_orders").text


@pytest.mark.parametrize("typed", ["prado", "ARAG", "ána"])
def test_the_list_finds_a_person_without_accents(admin, typed):
    post(admin)
    page = admin.get(f"{TEAM}?q={typed}").text

    assert "Ana Prado" in page
    assert "Marcos Sales" not in page


def test_who_changed_an_account_stands_in_the_record(company, admin):
    post(admin)
    account = user()
    post(admin, page_of(account.id), region="uberlandia")
    with database.reading() as connection:
        query = select(LedgerEntry.name, LedgerEntry.actor_id)
        of_account = query.where(LedgerEntry.stream_id == account.id)
        rows = connection.execute(of_account.order_by(LedgerEntry.rev)).all()

        assert audit.verify(connection, set()).breaks == []

    assert [row.name for row in rows] == ["register_user", "edit_user"]
    assert {row.actor_id for row in rows} == {company.admin.id}
    assert user().region == "uberlandia"
