"""Photos at a desk: from small to large, closer by keys, two that move together."""

import zipfile

import pytest
from accessibility import violations
from waiting import address, wait_until

WIDTH = "frame => frame.querySelector('[data-picture]').clientWidth / frame.clientWidth"
PLACES = "frames => frames.map((frame) => [frame.scrollLeft, frame.scrollTop])"


@pytest.fixture
def desk(office):
    """Stand in the gallery of an installation that was completed."""
    office.sign_in()
    page = office.page
    page.goto("/office/work_orders?phase=completed&service_type=installation")
    page.locator("main .table__link").first.click()
    page.get_by_role("link", name="Todas as fotos").click()
    page.get_by_role("heading", name="Fotos", exact=False).first.wait_for()
    return page


def opened(desk):
    """Open the first photo and wait until its tools are there."""
    desk.locator(".gallery a").first.click()
    desk.get_by_role("button", name="Mais perto").wait_for()
    return desk.locator("[data-frame]").first


def closeness(frame):
    return round(frame.evaluate(WIDTH), 2)


def test_keys_bring_a_photo_closer_and_lead_on_and_back(desk):
    gallery = address(desk)
    frame = opened(desk)
    first = address(desk)

    desk.keyboard.press("+")
    wait_until(lambda: closeness(frame) > 1.4, message="not closer")
    desk.keyboard.press("ArrowRight")
    wait_until(lambda: frame.evaluate("f => f.scrollLeft") > 0, message="not moved")
    desk.keyboard.press("0")
    wait_until(lambda: closeness(frame) == 1, message="not whole")
    faults = violations(desk)
    desk.keyboard.press("ArrowRight")
    wait_until(lambda: address(desk).endswith("-2"), message="no next photo")
    desk.get_by_role("button", name="Mais perto").wait_for()
    desk.keyboard.press("ArrowLeft")
    wait_until(lambda: address(desk) == first, message="no photo before")
    desk.get_by_role("button", name="Mais perto").wait_for()
    desk.keyboard.press("Escape")
    wait_until(lambda: address(desk) == gallery, message="not back in the gallery")
    assert not faults
    assert not violations(desk)


def test_before_and_after_come_closer_and_move_together(desk):
    desk.locator("section", has_text="Antes e depois").get_by_role("link").first.click()
    desk.get_by_role("button", name="Mais perto").click()
    frames = desk.locator("[data-frame]")

    wait_until(
        lambda: [closeness(f) > 1.4 for f in frames.all()] == [True, True],
        message="not both closer",
    )
    frames.first.evaluate("frame => frame.scrollTo(60, 40)")

    def are_together():
        one, two = frames.evaluate_all(PLACES)
        return one == two and one[0] > 0

    wait_until(are_together, message="the other did not follow")
    assert not violations(desk)


def test_all_originals_come_as_one_file(desk, tmp_path):
    count = desk.locator(".gallery a").count()

    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="Todos os originais em ZIP").click()
    path = tmp_path / "photos.zip"
    waiting.value.save_as(path)

    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == count + 2
