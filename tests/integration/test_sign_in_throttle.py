"""Guessing is slow, and the owner always gets in."""

from datetime import timedelta

import pytest
from company import PASSWORD, sign_in

from fieldapp import clock, database
from fieldapp.services import people, sign_in_throttle

EMAIL = "marcos@cerrado.example"


@pytest.fixture(autouse=True)
def cheap_passwords_and_fixed_time(monkeypatch):
    """Leave argon2 out: the throttle is the subject here."""
    monkeypatch.setenv("FIELDAPP_NOW", "2026-11-24T15:00:00.000Z")
    monkeypatch.setattr(people, "_opens", lambda _hash, password: password == PASSWORD)


def guess(app, address, password="wrong", email=EMAIL):  # noqa: S107 # wrong on purpose
    browser = app.test_client()
    form = {"email": email, "password": password}
    return browser.post(
        "/login",
        data=form,
        headers={"Origin": "http://localhost"},
        environ_base={"REMOTE_ADDR": address},
    )


def test_the_eleventh_wrong_login_waits_for_seconds_only(app, company):
    answers = [guess(app, "10.0.0.9").status_code for _ in range(10)]
    refused = guess(app, "10.0.0.9")

    assert answers == [401] * 10
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 10


def test_ten_thousand_wrong_logins_do_not_keep_the_owner_out(app, company):
    statuses = {guess(app, "10.0.0.9").status_code for _ in range(300)}
    now = clock.now()
    with database.writing() as connection:
        for n in range(300):
            address = f"10.1.{n // 250}.{n % 250}"
            sign_in_throttle.count_failure(connection, EMAIL, address, now)

    owner = guess(app, "10.0.0.1", PASSWORD)

    assert statuses == {401, 429}
    assert owner.status_code == 303


def test_the_right_password_opens_again_after_the_wait(app, company, monkeypatch):
    while guess(app, "10.0.0.9").status_code == 401:
        pass
    wait = int(guess(app, "10.0.0.9").headers["Retry-After"])
    later = clock.now() + timedelta(seconds=wait)
    monkeypatch.setenv("FIELDAPP_NOW", clock.to_text(later))

    assert guess(app, "10.0.0.9", PASSWORD).status_code == 303


def test_one_address_cannot_try_many_accounts(app, company):
    statuses = [
        guess(app, "10.0.0.9", email=f"{n}@cerrado.example").status_code
        for n in range(101)
    ]

    assert statuses[-1] == 429
    assert sign_in(company.browser(), EMAIL).status_code == 303
