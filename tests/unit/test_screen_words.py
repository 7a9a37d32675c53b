"""Words of a screen that are made from what somebody typed, or from several parts."""

import pytest
from parity import environment_of_server, render_one

from fieldapp.screens.profile import profile_screen

PROFILE = {"name": "Marcos Sales", "email": "m@cerrado.example", "language": "pt-BR"}
SCENE = {
    "zone": "America/Sao_Paulo",
    "now": "2026-11-24T12:00:00.000Z",
    "viewer": {"id": "m"},
}
GONE = {"kind": "moved", "name": "Danilo", "at": "2026-11-24T10:05"}


@pytest.mark.parametrize(
    ("region", "shown"), [("leste", "Leste"), ("Água Fria", "Água Fria"), ("", None)]
)
def test_a_region_is_shown_as_a_name(region, shown):
    screen = profile_screen({**PROFILE, "region": region}, [], None, SCENE)
    assert screen["profile"]["region"] == shown


@pytest.mark.parametrize("kind", ["moved", "cancelled"])
@pytest.mark.parametrize("at", ["2026-11-24T10:05", None])
def test_what_became_of_a_visit_is_a_whole_sentence(kind, at):
    """Another sentence may follow it."""
    case = {
        "name": "visits/_gone.html",
        "context": {"gone": {**GONE, "kind": kind, "at": at}},
    }
    assert render_one(case, environment_of_server()).strip().endswith("guardado.")
