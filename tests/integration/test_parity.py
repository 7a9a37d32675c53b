"""Both hosts make the same context of the same documents, and the same bytes of it."""

import json
import re
from importlib import import_module

import pytest
from parity import ask_node, environment_of_server, render_js, render_one
from screen_fixtures import (
    HOSTILE_NAMES,
    a_day,
    a_hostile_order,
    an_issue,
    an_operation,
    rows_of,
    some_answers,
)
from screen_orders import (
    NOW,
    ORGANIZATION,
    SCENE,
    VIEWER,
    ZONE,
    a_photo,
    a_sign_off,
    an_answer,
    an_order,
    in_phase,
)
from screen_scans import scan_values
from screen_template import a_template

from fieldapp.domain.limits import verdict
from fieldapp.problem import KINDS, NEVER_ON_A_PHONE
from fieldapp.screens.login import login_screen
from fieldapp.screens.page import page_context
from fieldapp.screens.scans import scan_result
from fieldapp.templating.compiler import shared_names
from fieldapp.translating import speaking

PHASES = [
    "planned",
    "acknowledged",
    "travelling",
    "on_site",
    "working",
    "paused",
    "completed",
    "cannot_complete",
    "reassigned",
    "cancelled",
]
STEPS = ["start_travel", "arrive_on_site", "start_work", "pause_work", "resume_work"]
VALUES = [
    "-21.4",
    "-27",
    "-27.1",
    "-24",
    "-24.1",
    "-15",
    "-8",
    "-7.9",
    "0",
    "-999",
    "1E3",
]
OUTCOMES = ["signed", "signed_by_other", "refused", "absent", "minor_only"]
CLASHES = [
    ("drop", True, "na"),
    ("drop", False, None),
    ("cn.1", "9", "-12.25"),
    ("cause", "connector", "none of these"),
    ("used", ["f"], ["f", "x"]),
    ("gone", True, ["a", "b"]),
    ("gone", "9.2", None),
]
REFUSED = {"code": "answer_not_a_number", "sentence": "<não>", "typed": "abc\"><'"}
A_PHONE = {"client_id": "0197c3a2-77aa", "version": "6faa9bc2daf9", "heard_at": NOW}
NAMED_ELSEWHERE = (
    "cannot_complete/",
    "evidence/",
    "login/",
    "problems/",
    "sign_offs/",
)


def visit_case(order, problem=None):
    values = [order, order["visits"][0], a_template(), SCENE]
    return ("visits/show.html", "visits", "visit_screen", values, {"problem": problem})


def checklist_case(order):
    values = [order, order["visits"][0], a_template()]
    return ("checklists/show.html", "checklists", "checklist_screen", values, {})


def answered_case(order, item_id, refused=None):
    values = [order, order["visits"][0], a_template(), item_id, refused]
    return ("checklists/_answered.html", "checklists", "answered_screen", values, {})


def queue_case(rows, scene=SCENE):
    return ("queue/index.html", "queue", "queue_screen", [rows, scene], {})


def plain_case(template, module, values, **more):
    screens = {
        "outbox": "outbox_screen",
        "issues": "issue_screen",
        "scans": "scan_screen",
    }
    screens |= {"profile": "profile_screen", "visits": "gone_screen"}
    return (template, module, screens[module], values, more)


def queue_cases():
    yield queue_case([])
    yield queue_case(rows_of(a_day()))
    yield queue_case(rows_of(a_day()), SCENE | {"now": "2026-11-25T02:59:59.000Z"})
    for phase in PHASES:
        yield queue_case(rows_of([in_phase(an_order(), phase)]))
    for name in HOSTILE_NAMES:
        yield queue_case(rows_of([a_hostile_order(name), an_order(2, name, name)]))
    yield queue_case(
        [row | {"answered": None, "required": None} for row in rows_of(a_day())]
    )


def visit_cases():
    for phase in PHASES:
        yield visit_case(in_phase(a_day()[0], phase))
    for name in STEPS:
        undo = {"operation_id": "o", "name": name, "happened_at": NOW, "before": {}}
        yield visit_case(in_phase(an_order(), "on_site", undo=undo))
    for outcome in OUTCOMES:
        yield visit_case(
            in_phase(an_order(), "working", sign_offs=[a_sign_off(outcome)])
        )
    signed = [a_sign_off(name=None)]
    yield visit_case(
        in_phase(an_order(), "completed", sign_offs=signed, has_exception=True)
    )
    yield visit_case(
        in_phase(an_order(), "paused", pause=a_pause("travelling", "safety"))
    )
    yield visit_case(in_phase(an_order(), "reassigned", moved_to=None), "<b>Não</b>")
    for phase in ("reassigned", "cancelled"):
        late = {"late_work": True, "ended_at": NOW, "work_started_at": NOW}
        yield visit_case(in_phase(an_order(), phase, **late))
    for name in HOSTILE_NAMES:
        yield visit_case(a_hostile_order(name), name)


def a_pause(phase, reason_code):
    return {"reason_code": reason_code, "from_phase": phase, "happened_at": NOW}


def checklist_cases():
    full = in_phase(an_order(), "working", answers=some_answers())
    yield checklist_case(in_phase(an_order(), "working"))
    yield checklist_case(full)
    yield checklist_case(in_phase(an_order(), "completed", answers=some_answers()))
    yield checklist_case(
        in_phase(
            full, "working", evidence=[a_photo("connector_photo"), a_photo("cn.2")]
        )
    )
    for value in VALUES:
        answers = {"rx": answer_of(value)}
        yield checklist_case(in_phase(an_order(), "working", answers=answers))
    for name in HOSTILE_NAMES:
        yield checklist_case(a_hostile_order(name))
    for item_id in ["drop", "rx", "cn.1", "cause", "serial", "remark", "used"]:
        yield answered_case(full, item_id)
        yield answered_case(full, item_id, REFUSED)


def answer_of(value):
    item = a_template()["sections"][0]["checklist_items"][2]
    return an_answer(value, verdict(item, value, {})["verdict"])


def other_cases():
    rows = rows_of(a_day())
    names = ["answer_checklist_item", "attach_evidence", "sign_off", "finish_visit"]
    names += ["report_cannot_complete", "add_note", "scan_device", "start_travel"]
    waiting = [an_operation(name, "stored") for name in names]
    waiting += [an_operation(name, "failed", customer_name=None) for name in names]
    received = [an_operation(name, "received") for name in names]
    reasons = ["concurrent_answer", "concurrent_change", "transition_illegal"]
    issues = [an_issue(reason) for reason in reasons]
    yield plain_case("outbox/show.html", "outbox", [[], [], [], SCENE])
    yield plain_case("outbox/show.html", "outbox", [issues, waiting, received, SCENE])
    lost = {"number": 48236, "visit_id": "v", "sha256": "a1", "at": NOW}
    things = [
        lost | {"is_signature": is_signature, "name": name}
        for is_signature in (True, False)
        for name in ("", "Fachada <b>")
    ]
    yield plain_case("outbox/show.html", "outbox", [[], [], [], SCENE, things])
    for later in ("2026-11-24T23:00:00.000Z", "2026-11-26T23:00:00.000Z"):
        scene = SCENE | {"now": later}
        yield plain_case("outbox/show.html", "outbox", [[], waiting, [], scene])
        yield plain_case("outbox/show.html", "outbox", [[], waiting, [], scene, things])
    for issue in [*issues, an_issue(status="resolved", details=None, choices=[])]:
        yield issue_case(issue)
    for code in sorted(KINDS.keys() - NEVER_ON_A_PHONE):
        yield issue_case(an_issue(code, choices=["apply", "close"]))
    for item_id, kept, lost in CLASHES:
        yield issue_case(a_clash(item_id, kept, lost))
    taken = {"at": NOW, "to_name": None}
    yield issue_case(an_issue("late_work", details=taken))
    yield issue_case(an_issue("late_work", details=taken, to_name="Danilo <R>"))
    yield issue_case(an_issue("late_work", details={}))
    yield plain_case(
        "profile/show.html", "profile", [VIEWER, rows, A_PHONE, SCENE], problem=None
    )
    yield plain_case(
        "profile/show.html", "profile", [VIEWER, [], None, SCENE], problem="<x>"
    )
    unheard = [VIEWER, [], A_PHONE | {"heard_at": None}, SCENE]
    yield plain_case("profile/show.html", "profile", unheard, problem=None)
    for read, found, visit_id in [*scan_values()][-16:]:
        result = scan_result(read, found, visit_id, ZONE)
        yield plain_case("scans/show.html", "scans", [rows, visit_id, result, SCENE])
    yield plain_case("scans/show.html", "scans", [[], "v", None, SCENE])
    for kind in ["not_here", "moved", "cancelled"]:
        values = [kind, 48211, "Danilo <R>", NOW, SCENE]
        yield plain_case("visits/gone.html", "visits", values)
    yield plain_case("visits/gone.html", "visits", ["moved", None, None, None, SCENE])


def issue_case(issue):
    values = [issue, an_order(), a_template(), SCENE]
    return plain_case("issues/show.html", "issues", values)


def a_clash(item_id, kept, lost):
    """Return an issue about two answers, the standing one of the viewer."""
    details = {"field": item_id, "kept": kept, "lost": lost, "by": "Danilo"}
    details |= {"kept_by": {"id": VIEWER["id"], "name": "M"}, "kept_at": NOW}
    details |= {"lost_by": {"id": "d", "name": "Danilo"}, "lost_at": NOW}
    return an_issue(item_id=item_id, details=details)


CASES = [*queue_cases(), *visit_cases(), *checklist_cases(), *other_cases()]


@pytest.mark.parametrize("language", ["pt-BR", "en"])
@pytest.mark.parametrize(
    "case", CASES, ids=[f"{n} {c[2]}" for n, c in enumerate(CASES)]
)
def test_both_hosts_print_the_same_bytes(case, language):
    template, module, function, values, more = case
    context = context_of(module, function, values, language)

    assert context_js(module, function, values, language) == context

    base = page_context(
        language=language, viewer=VIEWER, organization=ORGANIZATION, path="/queue"
    )
    page = {"name": template, "language": language, "context": base | context | more}
    assert render_js([page]) == [render_one(page, environment_of_server())]


@pytest.mark.parametrize("case", [*scan_values()])
def test_both_hosts_say_the_same_of_a_code(case):
    values = [*case, ZONE]
    expected = context_of("scans", "scan_result", values, "en")
    assert context_js("scans", "scan_result", values, "en") == expected


def test_a_code_meets_the_day_in_every_way():
    found = {scan_result(*case, ZONE)["kind"] for case in scan_values()}

    assert found == {
        *("this", "choose", "other", "finished", "elsewhere", "no_visit"),
        *("unknown", "other_company"),
    }


@pytest.mark.parametrize("hour", range(24))
def test_both_hosts_greet_alike(hour):
    now, typed = f"2026-11-24T{hour:02}:00", {"email": "a@b", "problem": None}
    screen = ask_screen("login", "loginScreen", [now, typed], "en")
    assert screen == login_screen(now, **typed)


@pytest.mark.parametrize(
    "texts", [[], [""], ["true"], ["false"], ["na"], ["", "f", "x"]]
)
def test_both_hosts_read_a_form_alike(texts):
    items = [
        item for part in a_template()["sections"] for item in part["checklist_items"]
    ]
    for item in items:
        expected = context_of("checklists", "form_value", [item, texts], "en")
        assert context_js("checklists", "form_value", [item, texts], "en") == expected


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("language", ["pt-BR", "en"])
def test_both_hosts_print_the_door_and_a_refusal_alike(name, language):
    base = page_context(
        language=language,
        viewer=None,
        organization={"name": name, "phone": None},
        path="/login",
    )
    door = {"email": name, "problem": name, "greeting": "evening"}
    pages = [
        {"name": "login/new.html", "context": base | door},
        {"name": "problems/show.html", "context": base | {"sentence": name}},
    ]
    pages = [page | {"language": language} for page in pages]
    expected = [render_one(page, environment_of_server()) for page in pages]
    assert render_js(pages) == expected


def test_every_page_of_the_phone_is_compared():
    """A new page without a case here is a page that nobody proved."""
    pages = {
        name
        for name in shared_names(environment_of_server())
        if "/_" not in name and not name.startswith(NAMED_ELSEWHERE)
    }
    assert pages <= {case[0] for case in CASES}


def context_of(module, function, values, language):
    screens = import_module(f"fieldapp.screens.{module}")
    with speaking(language):
        return json.loads(json.dumps(getattr(screens, function)(*values)))


def context_js(module, function, values, language):
    return ask_screen(module, camel_case(function), values, language)


def ask_screen(module, name, values, language):
    request = {"do": "screen", "module": module, "name": name, "values": values}
    return json.loads(ask_node({**request, "language": language}))


def camel_case(name):
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)
