"""A photo that looks bad, or like an earlier one, is asked about and never refused."""

import io

import pytest
from completion import Completion
from photo_measures import exposed, out_of_focus, photos
from waiting import wait_until

STEPS = (
    ("travel", "Cheguei no local"),
    ("arrive", "Iniciar"),
    ("start", "Próximo item"),
)


@pytest.fixture
def visit(marcos, network):
    """Stand at the photos of a visit without signal."""
    marcos.sign_in().get_ready()
    marcos.page.context.grant_permissions(["camera"])
    network.down()
    number = marcos.number_to_do()
    marcos.open_order(number)
    for step, next_words in STEPS:
        marcos.take(step).sees(next_words)
    return Completion(marcos, number).open_photos()


def test_a_blurred_photo_is_asked_about_and_kept(visit):
    pick(visit, photos()["coffee"])
    assert doubts(visit) == []

    pick(visit, out_of_focus(photos()["chelsea"]))
    wait_until(lambda: doubts(visit) == ["Parece desfocada — tirar de novo?"])
    visit.page.get_by_role("button", name="Manter").click()

    wait_until(lambda: doubts(visit) == [], message="still asked after she kept it")
    visit.page.reload()
    assert visit.photos() == 2
    assert doubts(visit) == []


def test_a_dark_photo_can_be_taken_again_at_once(visit):
    pick(visit, exposed(photos()["chelsea"], 1 / 40))
    wait_until(lambda: doubts(visit) == ["Parece escura demais — tirar de novo?"])
    [before] = digests(visit)

    visit.page.get_by_role("button", name="Tirar de novo").click()
    visit.page.locator("dialog.camera[open]").wait_for()
    visit.page.get_by_role("button", name="Tirar foto").click()

    replaced = wait_until(lambda: one_other_than(before, visit), message="not replaced")
    assert replaced


def test_a_photo_of_an_earlier_photo_is_asked_about(visit):
    pick(visit, photos()["astronaut"])
    assert doubts(visit) == []

    pick(visit, photos()["astronaut"], quality=60)
    wait_until(lambda: doubts(visit) == ["Parece repetida — tirar de novo?"])


def pick(visit, picture, quality=90):
    """Choose a picture from the gallery and wait for its tile."""
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=quality)
    before = visit.photos()
    visit.pick(
        {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}
    )
    wait_until(lambda: visit.photos() == before + 1, message="no photo on the page")


def doubts(visit):
    asked = visit.page.locator(".shot__question").all_inner_texts()
    return [words.strip() for words in asked]


def digests(visit):
    tiles = visit.page.locator("figure.shot")
    return tiles.evaluate_all("tiles => tiles.map((tile) => tile.id)")


def one_other_than(before, visit):
    now = digests(visit)
    return len(now) == 1 and now != [before]
