"""Signing, photos and "não deu": the same context and the same bytes on both hosts."""

import json
from copy import deepcopy
from dataclasses import asdict

import pytest
from parity import ask_node, environment_of_server, render_js, render_one
from screen_fixtures import (
    HOSTILE_NAMES,
    a_hostile_order,
    some_answers,
)
from screen_orders import (
    NOW,
    ORGANIZATION,
    SCENE,
    VIEWER,
    a_photo,
    a_sign_off,
    an_order,
    in_phase,
)
from screen_template import (
    a_template,
)

from fieldapp.domain.catalogues import default_catalogue
from fieldapp.domain.manifest import Shown
from fieldapp.domain.signing import (
    SIGNER_ROLES,
    WITHOUT_SIGNATURE,
    signing_gaps,
    technician_gaps,
    unsigned_gaps,
)
from fieldapp.screens.cannot_complete import cannot_complete_screen
from fieldapp.screens.evidence import evidence_screen
from fieldapp.screens.page import page_context
from fieldapp.screens.sign_offs import (
    Attempt,
    sign_off_screen,
    without_signature_screen,
)
from fieldapp.screens.signed_changes import signed_changes

REASONS = default_catalogue()["reasons"]
STROKES = '{"format":1,"box":[0,0,3580,1760],"strokes":[[400,1180,0,100,-400,16]]}'
WORKING = in_phase(an_order(), "working", answers=some_answers())
SIGNED = in_phase(an_order(), "working", sign_offs=[a_sign_off()])
CHANGED = {"field": "shown", "code": "changed", "missing": 0}
REFUSED = {"field": "shown", "code": "refused", "message": "<b>Não</b>"}


def shown(*lines):
    return Shown(
        language="pt-BR",
        summary=list(lines),
        consent_version="1",
        consent_text="Ao assinar, você confirma o serviço acima.",
        shown_at=NOW,
        base_rev=3,
        operations=[],
    )


def sign_case(
    order,
    form=None,
    problems=(),
    lines=("Reparo em 24/11/2026",),
    **more,
):
    attempt = Attempt(form or {}, list(problems), "0" * 64, **more)
    values = [order, order["visits"][0], shown(*lines), attempt, SCENE]
    return ("sign_offs/show.html", "sign_offs", sign_off_screen, values, {})


def changed_case(order, **changes):
    """Show what differs from the signature."""
    nothing = {"answers": {}, "added": [], "removed": []}
    facts = {"sign_offs": [a_sign_off()], "sign_off_changes": nothing | changes}
    changed = in_phase(order, "working", **facts)
    found = signed_changes(changed, changed["visits"][0], a_template())
    return sign_case(changed, changes=found)


def changed_cases():
    def said(value, note=None):
        return {"value": value, "note": note}

    signed = {
        "cause": None,
        "drop": said(False),
        "rx": said("-25"),
        "cn.1": said("7.8", "<b>Emenda</b>"),
        "cn.2": said("12"),
        "gone": said("1"),
    }
    own = {**a_photo("technician_signature"), "sha256": "ab" * 32}
    order = in_phase(WORKING, "working", evidence=[own])
    yield changed_case(order, answers=signed, added=["ab" * 32, "cd" * 32])
    yield changed_case(order, removed=["cd" * 32, "ef" * 32])
    other = deepcopy(WORKING["visits"][0])
    for name in (None, *HOSTILE_NAMES):
        act = {**a_sign_off(), "signer_name": name}
        earlier = {**other, "id": "earlier", "sign_offs": [act]}
        yield sign_case({**WORKING, "visits": [*WORKING["visits"], earlier]})


def without_case(order, form, *, asks_technician=False):
    gaps = technician_gaps(is_asked=asks_technician, has_strokes=False)
    problems = unsigned_gaps(form) + gaps
    attempt = Attempt(form, problems, asks_technician=asks_technician)
    values = [order, order["visits"][0], attempt, SCENE]
    return ("sign_offs/without.html", "sign_offs", without_signature_screen, values, {})


def evidence_case(order, item_id="", template=None, problem=None):
    values = [order, order["visits"][0], template, item_id, SCENE]
    more = {"problem": problem}
    return ("evidence/show.html", "evidence", evidence_screen, values, more)


def cannot_case(order, form, problem=None, now=NOW):
    values = [order, order["visits"][0], REASONS, form, SCENE | {"now": now}]
    more = {"problem": problem}
    name = "cannot_complete"
    return (f"{name}/show.html", name, cannot_complete_screen, values, more)


def sign_cases():
    yield sign_case(WORKING)
    yield sign_case(SIGNED, {"strokes": STROKES, "signer_document": "111.444.777-35"})
    yield sign_case(WORKING, problems=[CHANGED])
    yield sign_case(WORKING, problems=[REFUSED])
    for role in SIGNER_ROLES:
        yield sign_case(WORKING, {"signer_role": role})
    for typed in [
        "111",
        "11144477736",
        "11222333000",
        "12ABC34501DE3",
        "12ABC34501DE36",
    ]:
        form = {"signer_name": "", "signer_role": "x", "signer_document": typed}
        yield sign_case(WORKING, form, signing_gaps(form, has_strokes=False))
    for name in HOSTILE_NAMES:
        order = a_hostile_order(name)
        yield sign_case(order, {"signer_name": name, "strokes": name}, lines=[name])
        yield without_case(order, {"outcome": "refused", "reason": name})
    for outcome in ["", *WITHOUT_SIGNATURE]:
        yield without_case(WORKING, {"outcome": outcome})


def technician_cases():
    own = {**a_photo("technician_signature"), "media_type": "application/json"}
    signed = in_phase(WORKING, "working", evidence=[own])
    missing = technician_gaps(is_asked=True, has_strokes=False)
    yield sign_case(WORKING, asks_technician=True)
    yield sign_case(WORKING, {"technician_strokes": STROKES}, asks_technician=True)
    yield sign_case(WORKING, {}, missing, asks_technician=True)
    yield without_case(WORKING, {"outcome": "absent"}, asks_technician=True)
    yield sign_case(signed)
    yield without_case(signed, {"outcome": "absent"})
    yield evidence_case(signed)


def evidence_cases():
    photos = [
        a_photo("connector_photo"),
        {**a_photo(None), "sha256": "cd" * 32, "received": True, "caption": "CTO"},
        {**a_photo("gone"), "sha256": "ef" * 32, "media_type": "image/heic"},
        {**a_photo(None), "sha256": "01" * 32, "removed": {"at": NOW, "reason": None}},
    ]
    sent = {"received": True, "received_at": NOW, "percent": None}
    ways = [{}, sent, {"percent": 62}, {"failures": 2}, {"is_missing": True}]
    ways += [{"doubt": doubt} for doubt in ("blurred", "dark", "bright", "repeated")]
    on_the_way = [
        {**a_photo(None), "sha256": f"{n}" * 64, **way} for n, way in enumerate(ways)
    ]
    yield evidence_case(in_phase(WORKING, "working", evidence=on_the_way))
    full = in_phase(WORKING, "working", evidence=photos)
    yield evidence_case(WORKING)
    yield evidence_case(WORKING, template=a_template())
    yield evidence_case(full, template=a_template())
    yield evidence_case(full, "cn.2", a_template())
    yield evidence_case(full, "nowhere", a_template(), "<b>Não</b>")
    for name in HOSTILE_NAMES:
        captioned = [{**photo, "caption": name} for photo in photos]
        yield evidence_case(in_phase(WORKING, "working", evidence=captioned))


def cannot_cases():
    arrived = in_phase(an_order(), "on_site")
    tried = in_phase(an_order(), "travelling", contact_attempts=attempts(1))
    twice = in_phase(arrived, "on_site", contact_attempts=attempts(2))
    twice["visits"][0]["evidence"] = [a_photo(None)]
    window = {"window_day": "2026-11-26", "window_from": "08:00", "window_to": "12:00"}
    absent = {"reason_code": "customer_absent"}
    yield cannot_case(an_order(), {})
    yield cannot_case(an_order(), {"reason_code": "<b>"}, "<b>Não</b>")
    for code in REASONS:
        for order in (arrived, twice):
            yield cannot_case(order, {"reason_code": code})
            yield cannot_case(order, {"reason_code": code, "text": " x ", **window})
    yield cannot_case(an_order(), absent)
    yield cannot_case(tried, absent)
    for now in ["2026-11-24T13:14:59.000Z", "2026-11-24T13:15:00.000Z"]:
        yield cannot_case(twice, absent, now=now)
    for name in HOSTILE_NAMES:
        yield cannot_case(a_hostile_order(name), {**absent, "text": name})


def attempts(count):
    return [
        {
            "id": str(number),
            "channel": "phone",
            "outcome": "no_answer",
            "happened_at": f"2026-11-24T13:0{number}:00.000Z",
        }
        for number in range(count)
    ]


CASES = [
    *sign_cases(),
    *changed_cases(),
    *technician_cases(),
    *evidence_cases(),
    *cannot_cases(),
]


@pytest.mark.parametrize("language", ["pt-BR", "en"])
@pytest.mark.parametrize(
    "case", CASES, ids=[f"{n} {c[0]}" for n, c in enumerate(CASES)]
)
def test_both_hosts_print_the_same_bytes(case, language):
    template, module, screen, values, more = case
    context = json.loads(json.dumps(screen(*values)))

    assert ask_screen(module, screen.__name__, values, language) == context

    base = page_context(
        language=language, viewer=VIEWER, organization=ORGANIZATION, path="/x"
    )
    page = {"name": template, "language": language, "context": base | context | more}
    assert render_js([page]) == [render_one(page, environment_of_server())]


@pytest.mark.parametrize("case", list(changed_cases()))
def test_both_hosts_name_the_same_differences(case):
    order = case[3][0]
    values = [order, order["visits"][0], a_template()]
    said = ask_screen("signed_changes", "signed_changes", values, "pt-BR")
    assert said == json.loads(json.dumps(signed_changes(*values)))


def ask_screen(module, name, values, language):
    head, *rest = name.split("_")
    camel = head + "".join(word.capitalize() for word in rest)
    plain = [asdict(v) if isinstance(v, Shown | Attempt) else v for v in values]
    request = {"do": "screen", "module": module, "name": camel, "values": plain}
    return json.loads(ask_node({**request, "language": language}))
