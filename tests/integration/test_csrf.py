"""Another site's page cannot write in a signed-in person's name."""

import pytest

HOST = "http://localhost"


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": HOST}, True),
        ({"Sec-Fetch-Site": "same-site", "Origin": HOST}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": HOST}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": HOST}, True),
        ({"Origin": "http://localhost:81"}, False),
        ({"Origin": "https://localhost"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
@pytest.mark.parametrize("path", ["/login", "/logout", "/sync", "/no/such/page"])
def test_a_write_needs_our_own_page(company, path, headers, is_taken):
    browser = company.browser(company.marcos)

    answer = browser.post(path, headers=headers)

    assert (answer.status_code != 403) is is_taken


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_every_writing_method_is_checked(company, method):
    browser = company.browser(company.marcos)

    answer = getattr(browser, method)("/sync/evidence/" + "0" * 64)

    assert answer.status_code == 403


def test_reading_from_another_site_is_harmless_and_allowed(company):
    browser = company.browser(company.marcos)

    answer = browser.get("/healthz", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200
