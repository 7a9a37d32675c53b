"""What the phone is to the app: installed or not, protected or not, full or not."""

import json

import pytest
from completion import Completion
from database import waiting
from devices import IPHONE
from pictures import a_heavy_photo, a_photo
from waiting import wait_until

LOW_SHARE = 0.8

OFFER = """() => {
  const offer = new Event("beforeinstallprompt", { cancelable: true })
  offer.prompt = async () => { document.body.dataset.prompted = "yes" }
  dispatchEvent(offer)
  return offer.defaultPrevented
}"""
"""Chromium offers installing by itself only to people who came back."""
IS_LAST = (
    "document.querySelector('[data-install-hint]').matches('#queue > :last-child')"
)
SHARE = "navigator.storage.estimate().then(({ usage, quota }) => usage / quota)"


def test_the_offer_to_install_moves_no_order_under_her_thumb(marcos):
    marcos.sign_in().get_ready().open_queue()
    wait_until(lambda: marcos.page.evaluate(OFFER), message="nobody took the offer")
    hint = marcos.page.locator("[data-install-hint]")
    hint.wait_for()

    assert marcos.page.evaluate(IS_LAST)


def test_an_offer_taken_up_in_the_profile_is_spent(marcos):
    marcos.sign_in().get_ready().page.goto("/profile")
    wait_until(lambda: marcos.page.evaluate(OFFER), message="nobody took the offer")

    button = marcos.page.get_by_role("button", name="Instalar neste aparelho")
    button.click()

    wait_until(lambda: not button.is_visible(), message="the offer is still there")
    assert marcos.page.locator("body").get_attribute("data-prompted") == "yes"


def test_who_said_not_now_is_not_asked_in_the_queue_again(marcos):
    marcos.sign_in().get_ready().open_queue()
    wait_until(lambda: marcos.page.evaluate(OFFER), message="nobody took the offer")
    marcos.page.get_by_role("button", name="Agora não").click()

    marcos.open_queue()
    wait_until(lambda: marcos.page.evaluate(OFFER), message="nobody took the offer")
    assert not marcos.page.locator("[data-install-hint]").is_visible()
    marcos.page.goto("/profile")
    wait_until(lambda: marcos.page.evaluate(OFFER), message="nobody took the offer")
    marcos.sees("Instalar neste aparelho")


def test_an_iphone_is_told_how_and_shown_no_button(new_phone):
    phone = new_phone(user_agent=IPHONE).sign_in().get_ready()
    phone.open_queue().sees("Instale o app")

    phone.page.get_by_role("link", name="Ver como").click()

    phone.sees("No iPhone: Compartilhar → Adicionar à Tela de Início")
    assert not phone.page.locator("[data-install-button]").is_visible()


def test_a_promise_of_the_browser_is_asked_for_and_told(new_small_phone):
    """A private window is never promised anything, so this one is not private."""
    phone = new_small_phone(60_000_000).sign_in().get_ready()
    phone.page.goto("/profile")
    phone.sees("Sem proteção")
    may_keep(phone)

    phone.page.get_by_role("button", name="Proteger meu trabalho").click()

    phone.sees("Protegido: o navegador não apaga seu trabalho")
    assert not phone.page.get_by_text("Sem proteção").is_visible()


def may_keep(phone):
    """Let the browser promise, as it does for an installed app."""
    session = phone.page.context.new_cdp_session(phone.page)
    origin = phone.page.evaluate("location.origin")
    grant = {"permissions": ["durableStorage"], "origin": origin}
    session.send("Browser.grantPermissions", grant)


def test_photos_that_wait_and_photos_that_arrived_are_counted(marcos, network):
    marcos.sign_in().get_ready()
    network.down()
    visit = Completion(marcos, marcos.number_to_do()).open_photos()
    for count in (1, 2):
        visit.pick(a_photo(count))
        wait_until(lambda wanted=count: visit.photos() == wanted, message="no photo")
    wait_until(lambda: counted(marcos) == ("2", "0"), message="not counted here")
    marcos.open_outbox()
    wait_until(lambda: counted(marcos) == ("2", "0"), message="not counted in Envios")

    network.restore()
    marcos.send_now()
    wait_until(visit.is_all_received, 60, "a photo still on the phone")

    marcos.page.goto("/profile")
    wait_until(lambda: counted(marcos) == ("0", "2"), message="not told in the profile")
    assert counted(marcos) == ("0", "2")


def counted(phone):
    """Return how many photos the screen says wait and have arrived."""
    places = ("[data-storage-waiting]", "[data-storage-received]")
    return tuple(phone.page.locator(place).inner_text() for place in places)


@pytest.fixture
def small_phone(new_small_phone, network):
    """Return a phone whose browser gives this app six megabytes, and no signal.

    Chromium weighs a photo loosely against what is left: with these of 0.55 MB the
    eighth leaves 0.2 MB, where words fit.
    """
    phone = new_small_phone(6_100_000).sign_in().get_ready()
    network.down()
    return phone


def test_a_phone_that_is_really_full_keeps_answers_and_says_so_of_the_photo(
    small_phone, network
):
    """Chromium itself refuses the photo: nothing here is pretended."""
    visit = Completion(small_phone, small_phone.number_to_do()).open_photos()
    kept = fill_up(visit)

    small_phone.sees("Aparelho sem espaço: a última foto não foi guardada")
    assert visit.photos() == len(visit.uploads()) == kept
    small_phone.page.goto(visit.visit)
    checklist = small_phone.open_checklist()
    checklist.answer(checklist.next_item())
    wait_until(lambda: answers(small_phone) == 1, message="the answer was not kept")
    small_phone.open_outbox().sees("Aparelho sem espaço")

    network.restore()
    small_phone.send_now()
    wait_until(lambda: small_phone.waiting_count() == 0, 60, "work still on the phone")
    wait_until(visit.is_all_received, 60, "a photo still on the phone")


def answers(phone):
    """Return how many answers wait on the phone."""
    operations = [json.loads(entry["bytes"]) for entry in waiting(phone.page)]
    return sum(each["name"] == "answer_checklist_item" for each in operations)


def fill_up(visit):
    """Pick photos until one is refused; return how many were kept."""
    refusal = visit.page.get_by_text("Não há espaço para a foto neste aparelho")
    for count in range(1, 30):
        visit.pick(a_heavy_photo(count))
        wait_until(
            lambda wanted=count: visit.photos() == wanted or refusal.is_visible(),
            message="neither kept nor refused",
        )
        if refusal.is_visible():
            return count - 1
    pytest.fail("The phone never filled up")


def test_a_phone_that_fills_up_says_so_before_it_is_full(small_phone):
    visit = Completion(small_phone, small_phone.number_to_do()).open_photos()
    low = small_phone.page.get_by_text("Pouco espaço no aparelho. Cabem mais")
    for count in range(1, 30):
        visit.pick(a_heavy_photo(count))
        wait_until(lambda wanted=count: visit.photos() == wanted, message="no photo")
        if small_phone.page.evaluate(SHARE) >= LOW_SHARE:
            break

    low.wait_for()
    small_phone.open_outbox().sees("Pouco espaço no aparelho. Cabem mais")
    small_phone.page.goto("/profile")
    small_phone.sees("Pouco espaço no aparelho. Cabem mais")
