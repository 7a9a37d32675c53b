"""Signing in and out: what a cookie is, how long it holds, who can end it."""

from datetime import timedelta

import pytest
from company import ORIGIN, PASSWORD, sign_in

from fieldapp import clock, database
from fieldapp.models import User, UserSession
from fieldapp.services import user_sessions

NOW = "2026-11-24T15:00:00.000Z"


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch):
    monkeypatch.setenv("FIELDAPP_NOW", NOW)


def later(monkeypatch, **span):
    moment = clock.to_text(clock.now() + timedelta(**span))
    monkeypatch.setenv("FIELDAPP_NOW", moment)


def is_in(browser):
    return browser.get("/").location != "/login"


@pytest.mark.parametrize(
    ("login", "first_page"),
    [
        ("marcos", "/queue"),
        ("priscila", "/office/work_orders"),
        ("auditor", "/office/work_orders"),
    ],
)
def test_each_role_is_led_to_its_first_page(company, login, first_page):
    browser = company.browser()

    answer = sign_in(browser, f"{login}@cerrado.example")

    assert (answer.status_code, answer.location) == (303, first_page)
    assert browser.get("/").location == first_page


@pytest.mark.parametrize(
    "email", ["MARCOS@cerrado.example", " marcos@cerrado.example "]
)
def test_the_address_is_read_as_people_type_it(company, email):
    assert sign_in(company.browser(), email).status_code == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("marcos@cerrado.example", "wrong"),
        ("nobody@cerrado.example", PASSWORD),
        ("system", "!"),
        ("", ""),
        ("marcos@cerrado.example", "x" * 100_000),
        ("marcos@cerrado.example\x00", PASSWORD),
    ],
)
def test_a_wrong_login_gives_the_page_again_with_one_sentence(company, email, password):
    browser = company.browser()

    answer = sign_in(browser, email, password)

    assert answer.status_code == 401
    assert "Set-Cookie" not in answer.headers
    assert "não conferem" in answer.text or "do not match" in answer.text
    assert not is_in(browser)


def test_the_plain_cookie_is_httponly_and_lax(company):
    answer = sign_in(company.browser(), company.marcos.email)

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_the_cookie_on_https_is_bound_to_the_host(app, company):
    browser = app.test_client()
    form = {"email": company.marcos.email, "password": PASSWORD}
    origin = {"Origin": "https://localhost"}

    answer = browser.post(
        "/login", data=form, headers=origin, base_url="https://localhost"
    )

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_only_the_digest_of_a_cookie_is_kept(company):
    browser = company.browser(company.marcos)
    token = browser.get_cookie("session").value

    with database.reading() as connection:
        row = connection.execute(UserSession.__table__.select()).one()

    assert token not in str(row)
    assert len(token) >= 43


def test_a_planted_cookie_does_not_survive_the_login(company):
    """Fixation: the id before the login opens nothing after it."""
    browser = company.browser(company.danilo)
    planted = browser.get_cookie("session").value

    sign_in(browser, company.marcos.email)

    assert browser.get_cookie("session").value != planted
    thief = company.browser()
    thief.set_cookie("session", planted)
    assert not is_in(thief)


def test_a_copied_cookie_is_worth_nothing_after_logout(company):
    browser = company.browser(company.marcos)
    copied = browser.get_cookie("session").value

    answer = browser.post("/logout", headers=ORIGIN)

    assert (answer.status_code, answer.location) == (303, "/login")
    thief = company.browser()
    thief.set_cookie("session", copied)
    assert not is_in(thief)


@pytest.mark.parametrize(
    ("login", "span", "holds"),
    [
        ("marcos", {"days": 29}, True),
        ("marcos", {"days": 30}, False),
        ("priscila", {"minutes": 59}, True),
        ("priscila", {"minutes": 61}, False),
        ("admin", {"minutes": 14}, True),
        ("admin", {"minutes": 16}, False),
    ],
)
def test_a_session_holds_as_long_as_its_role_may(
    company, monkeypatch, login, span, holds
):
    browser = company.browser(getattr(company, login))

    later(monkeypatch, **span)

    assert is_in(browser) is holds


def test_an_office_session_ends_after_a_day_even_in_use(company, monkeypatch):
    browser = company.browser(company.priscila)
    for _ in range(47):
        later(monkeypatch, minutes=30)
        assert is_in(browser)

    later(monkeypatch, minutes=31)

    assert not is_in(browser)


def test_a_session_is_listed_and_ended_from_afar(company):
    lost, mine = company.browser(company.marcos), company.browser(company.marcos)
    now = clock.now()
    with database.writing() as connection:
        first, second = user_sessions.list_of(connection, company.marcos.id, now)
        one = min(first.id, second.id)
        user_sessions.end_from_afar(connection, company.danilo.id, one, now)
        assert len(user_sessions.list_of(connection, company.marcos.id, now)) == 2
        user_sessions.end_from_afar(connection, company.marcos.id, one, now)

    assert sorted([is_in(lost), is_in(mine)]) == [False, True]


@pytest.mark.parametrize("status", ["suspended", "deleted"])
def test_a_suspended_person_is_out_at_the_next_request(company, status):
    browser = company.browser(company.marcos)
    with database.writing() as connection:
        table = User.__table__
        mine = table.update().where(table.c.id == company.marcos.id)
        connection.execute(mine.values(status=status))

    assert not is_in(browser)
    answer = company.phone(company.danilo)
    answer.browser = browser
    refused = answer.post(answer.envelope())
    assert (refused.status_code, refused.json["code"]) == (401, "signed_out")
    assert sign_in(company.browser(), company.marcos.email).status_code == 401
