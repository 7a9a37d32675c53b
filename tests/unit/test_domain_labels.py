"""Label codes, the same cases as the phone runs, and what the check finds."""

import json
from dataclasses import asdict
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.labels import (
    ALPHABET,
    LENGTH,
    format_label,
    is_label,
    label_of,
    read_code,
)

VECTORS = json.loads(Path("tests/vectors/domain/labels.json").read_text("utf-8"))
numbers = st.integers(0, len(ALPHABET) ** (LENGTH - 1) - 1)


@pytest.mark.parametrize("case", VECTORS["readings"], ids=lambda case: case["name"])
def test_a_code_is_told_to_be_a_label_a_serial_or_neither(case):
    assert asdict(read_code(case["scanned"], VECTORS["host"])) == case["then"]


@pytest.mark.parametrize("case", VECTORS["labels"], ids=lambda case: case["label"])
def test_a_number_has_one_label(case):
    assert label_of(case["number"]) == case["label"]
    assert format_label(case["label"]) == case["shown"]


@given(numbers)
def test_one_wrong_character_is_always_found(number):
    label = label_of(number)

    assert is_label(label)
    for place, right in enumerate(label):
        for wrong in ALPHABET.replace(right, ""):
            assert not is_label(label[:place] + wrong + label[place + 1 :])


@given(numbers)
def test_two_swapped_characters_are_always_found(number):
    label = label_of(number)

    for left, right in combinations(range(LENGTH), 2):
        swapped = list(label)
        swapped[left], swapped[right] = label[right], label[left]
        assert label[left] == label[right] or not is_label("".join(swapped))
