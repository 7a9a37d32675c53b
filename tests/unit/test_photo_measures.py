"""What the phone tells of a photo: it is right about real pictures."""

from itertools import combinations

import pytest
from photo_measures import (
    exposed,
    measured,
    out_of_focus,
    photos,
    sensed,
    shaken,
    small,
)
from PIL import Image

from fieldapp.domain.likeness import LIKE_BITS, SIDE, difference, fingerprint, is_alike

TEXTURES = {"brick", "grass", "gravel"}
VIEWS = [picture for name, picture in photos().items() if name not in TEXTURES]


def faults(pictures):
    return [each["fault"] for each in measured(pictures)]


def changed(change, *arguments):
    return [change(each, *arguments) for each in photos().values()]


def test_no_sharp_picture_in_good_light_is_doubted():
    assert faults([*photos().values(), *changed(sensed)]) == [None] * 2 * len(photos())


@pytest.mark.parametrize(("blur", "pixels"), [(out_of_focus, 8), (shaken, 30)])
def test_a_blurred_picture_is_told(blur, pixels):
    told = faults(changed(blur, pixels))
    assert told.count("blurred") >= 0.85 * len(told), told


def test_a_picture_without_light_is_told():
    assert faults(changed(exposed, 1 / 40)) == ["dark"] * len(photos())


def test_a_burnt_out_picture_is_told():
    told = faults(changed(exposed, 30))
    assert told.count("bright") >= 0.7 * len(told), told


def test_a_plain_wall_is_not_called_blurred():
    """There is nothing on it that could be sharp."""
    wall = (
        Image.linear_gradient("L")
        .resize((448, 336))
        .point([n // 16 + 180 for n in range(256)])
    )
    assert faults([sensed(wall.convert("RGB"))]) == [None]


def test_the_smallest_picture_is_measured():
    assert faults([Image.new("RGB", (1, 1), "gray")]) == [None]


def test_a_picture_that_comes_again_is_alike_and_others_are_not():
    views, again = fingerprints(VIEWS), fingerprints([cropped(each) for each in VIEWS])
    assert all(is_alike(*pair) for pair in zip(views, again, strict=True))
    assert min(difference(*pair) for pair in combinations(views, 2)) > 3 * LIKE_BITS


def test_both_hosts_see_the_same_view():
    """The server takes its cells from a thumbnail of its own."""
    for picture, there in zip(VIEWS, fingerprints(VIEWS), strict=True):
        cells = small(picture).convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
        assert difference(fingerprint(list(cells.tobytes())), there) <= 4


def test_wall_looks_like_any_other_wall():
    assert fingerprints([photos()["brick"]]) == [None]


def fingerprints(pictures):
    return [each["fingerprint"] for each in measured(pictures)]


def cropped(picture):
    """Cut off a hundredth on two sides, and save anew."""
    width, height = picture.size
    return sensed(picture.crop((width // 100, height // 100, width, height)))
