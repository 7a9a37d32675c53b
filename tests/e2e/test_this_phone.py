"""What is chosen once: the navigator on this phone, the language on all of hers."""

from database import read
from waiting import wait_until

NAVIGATORS = "main [data-navigate]"


def navigators(phone):
    """Return the apps of the sheet, in their order."""
    links = phone.page.locator(NAVIGATORS).all()
    return [link.get_attribute("data-navigate") for link in links]


def test_the_app_she_navigated_with_stands_first_the_next_time(marcos):
    marcos.sign_in().get_ready()
    first, second = marcos.numbers()[:2]
    marcos.page.context.route("https://**", lambda route: route.abort())
    marcos.open_order(first)
    wait_until(lambda: navigators(marcos) == ["waze", "google_maps"], message="order")
    marcos.page.get_by_text("Navegar").click()
    marcos.page.get_by_role("link", name="Google Maps").click()

    marcos.open_order(second)

    wait_until(lambda: navigators(marcos) == ["google_maps", "waze"], message="order")
    assert marcos.problems == []


def test_a_language_chosen_on_another_device_reaches_this_phone(marcos, new_phone):
    marcos.sign_in().get_ready().open_queue()
    other = new_phone().sign_in().get_ready()
    other.page.goto("/profile")
    other.page.get_by_text("English").click()
    other.page.get_by_role("button", name="Usar este idioma").click()
    other.sees("Use this language")
    wait_until(lambda: language_told(other), 30, "the server has not heard")

    marcos.sync_behind_the_page()

    wait_until(lambda: language_of(marcos) == "en", 30, "still in Portuguese")
    marcos.sees("My queue")
    assert marcos.problems == []


def language_of(phone):
    return phone.page.evaluate("document.documentElement.lang")


def language_told(phone):
    return read(phone.page, "meta", "get", "chosen_language") is None
