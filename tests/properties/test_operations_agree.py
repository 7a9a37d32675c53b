"""Both languages make the same document of the same operations."""

import copy

from both_hosts import ask_worker
from hypothesis import given, settings
from hypothesis import strategies as st
from operation_vectors import (
    COMPANY,
    arguments_of,
    context_of,
    document_of,
    every_case,
    perform,
)

from fieldapp.domain.canonical import canonical_text
from fieldapp.domain.phases import VISIT_PHASES
from fieldapp.domain.quantities import parse_quantity
from fieldapp.domain.summaries import queue_row
from fieldapp.operations.registry import OPERATIONS
from fieldapp.problem import Problem

MARCOS = COMPANY["context"]["actor"]
PEOPLE = [
    MARCOS,
    MARCOS,
    MARCOS,
    {
        "id": "00000000-0000-4000-8000-00000000a002",
        "name": "Danilo",
        "role": "technician",
    },
    {**MARCOS, "role": "dispatcher"},
]
VISIT = COMPANY["order"]["visits"][0]["id"]
CLIENTS = [
    "00000000-0000-4000-8000-00000000f001",
    "00000000-0000-4000-8000-00000000f002",
]
MINUTES = [f"2026-11-24T13:{minute:02}:00.000Z" for minute in range(0, 60, 7)]
DIGESTS = ["a" * 64, "b" * 64]

text = st.text(max_size=12)
visit_id = st.sampled_from([VISIT, VISIT, VISIT, CLIENTS[0]])
instant = st.sampled_from(MINUTES)
digest = st.sampled_from(DIGESTS)
position = st.sampled_from(
    [
        {"unavailable": "timeout"},
        {
            "latitude": "-18.9",
            "longitude": "-48.26",
            "accuracy_m": 8,
            "taken_at": MINUTES[0],
        },
    ]
)
item_id = st.sampled_from(
    [
        "safe",
        "ladder",
        "cause",
        "replaced",
        "splitter_serial",
        "cn",
        "cn.1",
        "cn.2",
        "cn.3",
        "panel",
        "remark",
        "tidy",
        "constructor",
        "__proto__",
    ]
)
number = st.from_regex(
    r"[-+\u2212 ]?[0-9]{0,3}[.,]?[0-9]{0,2}([eE][-+]?[0-9])?", fullmatch=True
)
typed_text = st.text(" 0123456789.,-+eE\u2212\u00a0\u0663", max_size=10)
value = st.one_of(
    st.none(),
    st.booleans(),
    number,
    text,
    st.sampled_from(["true", "na", "connector", "cable", "none"]),
    st.lists(st.sampled_from(["plug", "splitter", "x"]), max_size=3),
)


def arguments(**fields):
    return st.fixed_dictionaries({"visit_id": visit_id, **fields})


def optional(strategy):
    return st.one_of(st.none(), strategy)


ARGUMENTS = {
    "acknowledge_visit": arguments(),
    "start_work": arguments(),
    "resume_work": arguments(),
    "finish_visit": arguments(),
    "start_travel": arguments(position=position),
    "arrive_on_site": arguments(position=position),
    "pause_work": arguments(reason_code=st.sampled_from(["lunch", "other", "x"])),
    "answer_checklist_item": arguments(
        item_id=item_id, value=value, note=optional(text)
    ),
    "attach_evidence": arguments(
        sha256=digest,
        size_bytes=st.integers(-1, 2**54),
        media_type=st.just("image/jpeg"),
        taken_at=instant,
        position=position,
        item_id=optional(item_id),
        caption=optional(text),
    ),
    "remove_evidence": arguments(sha256=digest, reason=optional(text)),
    "scan_device": arguments(
        code=text, symbology=st.just("qr_code"), source=st.just("typed")
    ),
    "record_contact_attempt": arguments(
        channel=st.sampled_from(["phone", "pigeon"]), outcome=text
    ),
    "add_note": st.fixed_dictionaries({"text": text}, optional={"visit_id": visit_id}),
    "request_change": st.fixed_dictionaries(
        {"field": st.sampled_from(["window", "address"]), "wanted": text}
    ),
    "sign_off": arguments(
        outcome=st.sampled_from(["signed", "refused"]),
        signature_sha256=optional(digest),
        manifest_sha256=digest,
        consent_version=st.just("1"),
        position=position,
        signer_name=optional(text),
    ),
    "report_cannot_complete": arguments(
        reason_code=st.sampled_from(["customer_absent", "duplicate_order", "toString"]),
        evidence=st.lists(digest, max_size=2),
        position=position,
        text=optional(text),
    ),
    "undo": st.builds(lambda n: {"operation_id": id_of(n)}, st.integers(0, 11)),
}


def id_of(place):
    return f"0198c1b2-7c1e-7d40-8a41-{place:012x}"


steps = st.lists(
    st.sampled_from(sorted(ARGUMENTS)).flatmap(
        lambda name: st.fixed_dictionaries(
            {
                "name": st.just(name),
                "arguments": ARGUMENTS[name],
                "actor": st.sampled_from(PEOPLE),
                "client_id": st.sampled_from(CLIENTS),
                "tie_at": instant,
                "behind": st.integers(0, 3),
            }
        )
    ),
    min_size=1,
    max_size=12,
)


def with_contexts(planned):
    """Give each planned step the context that a host would."""
    return [
        {
            "name": step["name"],
            "arguments": step["arguments"],
            "context": {
                **COMPANY["context"],
                "template_version": COMPANY["template_version"],
                "catalogue": COMPANY["catalogue"],
                "operation_id": id_of(place),
                "actor": step["actor"],
                "client_id": step["client_id"],
                "happened_at": step["tie_at"],
                "tie_at": step["tie_at"],
                "rev": 58 + place,
                "base_rev": 57 + place - step["behind"],
            },
        }
        for place, step in enumerate(planned)
    ]


def in_python(document, sequence):
    outcomes = []
    for step in sequence:
        outcome = perform(
            copy.deepcopy(document), step["name"], step["arguments"], step["context"]
        )
        document = outcome.get("document", document)
        outcomes.append(outcome)
    return outcomes


@settings(max_examples=150, deadline=None)
@given(planned=steps, phase=st.sampled_from(sorted(VISIT_PHASES)), signed=st.booleans())
def test_any_sequence_of_operations_gives_the_same_document(planned, phase, signed):
    order = document_of({"visit": {"phase": phase}})
    if phase == "reassigned":
        order["visits"][0]["moved_to"] = {"id": "x", "name": "Danilo", "at": MINUTES[0]}
    if phase == "cannot_complete":
        order["visits"][0]["cannot_complete"] = {"sla": "stops"}
    if signed:
        order["visits"][0]["sign_offs"] = [{"id": id_of(99)}]
    sequence = with_contexts(planned)

    worker = ask_worker("perform", document=order, steps=sequence)

    assert worker == in_python(order, sequence)


def test_every_vector_gives_the_same_document():
    """Vectors name what matters; here whole documents are compared."""
    for case in every_case():
        name = case["operation"]["name"]
        if OPERATIONS[name].is_client:
            document = document_of(case["given"])
            step = {
                "name": name,
                "arguments": arguments_of(case),
                "context": context_of(case),
            }
            worker = ask_worker("perform", document=document, steps=[step])
            assert worker == in_python(document, [step]), case["name"]


def test_every_order_has_the_same_rows_in_the_queue():
    template = COMPANY["template_version"]
    orders = [
        document_of(case["given"])
        for case in every_case()
        if "document" not in case["given"]
    ]
    long_note = document_of({})
    long_note["site"]["access_note"] = "😀 " * 60
    for order in [*orders, long_note]:
        worker = ask_worker("queue_rows", order=order, template_version=template)
        rows = [queue_row(order, visit, template) for visit in order["visits"]]
        assert worker == rows


@settings(max_examples=300, deadline=None)
@given(typed=st.one_of(number, typed_text))
def test_what_is_typed_is_the_same_number(typed):
    assert ask_worker("quantity", typed=typed) == outcome_of(parse_quantity, typed)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(content=json_values)
def test_canonical_text_is_the_same(content):
    """Keys beyond the first plane sort by UTF-16 code units, not by characters."""
    assert ask_worker("canonical", value=content) == outcome_of(canonical_text, content)


def outcome_of(work, given_):
    try:
        return {"result": work(given_)}
    except Problem as problem:
        return {"problem": problem.code}
    except TypeError:
        return {"problem": "TypeError"}
