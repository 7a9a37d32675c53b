"""The border that arguments cross: nothing unknown, converted or endless."""

from dataclasses import replace

import pytest

from fieldapp.operations.registry import OPERATIONS, argument_names, parse_arguments
from fieldapp.problem import Problem

VISIT = "0198c1b2-7c1e-7d40-9a41-3f1f2b9f0d11"


def parse(name, **raw):
    return parse_arguments(OPERATIONS[name], raw)


def field_refused(name, **raw):
    with pytest.raises(Problem) as refusal:
        parse(name, **raw)
    assert refusal.value.code == "arguments_invalid"
    return refusal.value.details["field"]


def test_arguments_become_a_frozen_value():
    answer = parse("answer_checklist_item", visit_id=VISIT, item_id="cn", value="9.2")

    assert (answer.visit_id, answer.value, answer.note) == (VISIT, "9.2", None)
    with pytest.raises(AttributeError):
        answer.value = "9.3"


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"item_id": "cn", "value": None}, "visit_id"),
        ({"visit_id": VISIT, "item_id": "cn", "value": 9}, "value"),
        ({"visit_id": VISIT, "item_id": "cn", "value": "9", "unit": "dB"}, "unit"),
        ({"visit_id": VISIT.upper(), "item_id": "cn", "value": None}, "visit_id"),
        ({"visit_id": VISIT, "item_id": "C/N", "value": None}, "item_id"),
        ({"visit_id": VISIT, "item_id": "cn", "value": "x" * 10_001}, "value"),
        ({"visit_id": VISIT, "item_id": "cn", "value": "\ud83d"}, "arguments"),
    ],
)
def test_a_refusal_names_the_field(raw, field):
    assert field_refused("answer_checklist_item", **raw) == field


def test_a_position_is_whole_or_says_why_there_is_none():
    half = {"latitude": "-18.9", "accuracy_m": 5}
    both = {"unavailable": "denied", "latitude": "-18.9"}
    assert field_refused("start_travel", visit_id=VISIT, position=half) == "position"
    assert field_refused("start_travel", visit_id=VISIT, position=both) == "position"


def test_the_arguments_of_one_operation_end_at_64_kb():
    """Bytes count, not characters: “€” is three of them."""
    raw = {"visit_id": VISIT, "item_id": "cn", "value": ["€" * 200] * 100}
    parse("answer_checklist_item", **raw)
    raw["note"] = "€" * 10_000
    assert field_refused("answer_checklist_item", **raw) == "arguments"


def test_optional_arguments_carry_a_question_mark():
    names = argument_names(OPERATIONS["answer_checklist_item"])
    assert names == ["visit_id", "item_id", "value", "note?"]


def test_an_operation_says_whose_it_is():
    assert OPERATIONS["undo"].is_client
    assert not OPERATIONS["schedule_visit"].is_client
    assert {each.stream for each in OPERATIONS.values()} == {
        "work_order",
        "user",
        "template",
        "device",
        "account",
        "label_batch",
    }


def test_arguments_of_every_older_version_are_brought_to_the_present_one():
    newest = replace(
        OPERATIONS["add_note"],
        version=3,
        upcasts=(
            lambda raw: {"words": raw["said"]},
            lambda raw: {"text": raw["words"]},
        ),
    )

    for version, raw in enumerate([{"said": "x"}, {"words": "x"}, {"text": "x"}], 1):
        assert parse_arguments(newest, raw, version).text == "x"
    assert parse_arguments(newest, {"text": "x"}).text == "x"


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_version_ever_shipped_can_still_be_read(name):
    operation = OPERATIONS[name]

    assert len(operation.upcasts) == operation.version - 1
