"""Files of the app: the same for everybody, kept for ever."""

import pytest
from company import sign_in

pytestmark = pytest.mark.usefixtures("company")


@pytest.mark.parametrize("name", ["css/app.css", "vendor/htmx.js"])
def test_signing_in_loads_no_file_again(app, name):
    """A browser keeps an answer per cookie when the answer varies by cookie."""
    browser = app.test_client()
    assert sign_in(browser, "marcos@cerrado.example").status_code == 303
    answer = browser.get(app.extensions["build"].static.address(name))
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
