"""The tables agree with one another and every word in them has its Portuguese."""

import typing

import pytest

from fieldapp.domain import phases, tables
from fieldapp.domain.catalogues import default_catalogue
from fieldapp.domain.documents import new_visit
from fieldapp.domain.reasons import PAUSE_REASONS
from fieldapp.operations.arguments import PauseReason
from fieldapp.templating.catalogues import area

WORDS = [
    "WORK_ORDER_PHASES",
    "VISIT_PHASES",
    "ROLES",
    "VERDICTS",
    "TICKS",
    "PAUSE_REASONS",
    "TECHNOLOGIES",
    "PRIORITIES",
    "CONTACT_CHANNELS",
    "CONTACT_OUTCOMES",
    "SIGN_OFF_OUTCOMES",
    "SIGNER_ROLES",
    "CHANGE_REQUEST_FIELDS",
]


@pytest.mark.parametrize("name", WORDS)
def test_every_word_of_a_table_has_its_portuguese(name):
    words = set({**tables.EXPORTS, **tables.SERVER_ONLY}[name].values())
    assert words <= set(area("pt-BR", "domain"))


def test_the_catalogue_of_a_new_company_speaks_its_language():
    catalogue = default_catalogue(area("pt-BR", "domain").__getitem__)
    assert catalogue["reasons"]["customer_absent"]["label"] == "Cliente ausente"
    assert catalogue["service_types"]["repair"]["label"] == "Reparo"
    assert catalogue["consent_texts"]["1"].startswith("Ao assinar, você confirma")


def test_moves_lead_from_and_to_phases_that_exist():
    for move in phases.MOVES.values():
        assert {*move["source"], move["target"]} <= set(phases.VISIT_PHASES)
        assert move["at"] in new_visit("x", {"id": "x", "name": "x"}, {}, None)


def test_every_phase_is_waiting_active_paused_finished_or_gone():
    groups = [*phases.UNFINISHED_PHASES, *phases.FINISHED_PHASES, *phases.GONE_PHASES]
    assert sorted(groups) == sorted(phases.VISIT_PHASES)


def test_the_reasons_to_pause_are_those_of_the_protocol():
    assert list(PAUSE_REASONS) == list(typing.get_args(PauseReason))
