"""The tables of the domain that JavaScript needs; operations/tables.py adds its own."""

from dataclasses import asdict

from fieldapp.domain import (
    answers,
    limits,
    permissions,
    phases,
)
from fieldapp.problem import KINDS

EXPORTS: dict[str, object] = {
    "KINDS": {code: asdict(kind) for code, kind in KINDS.items()},
    "WORK_ORDER_PHASES": phases.WORK_ORDER_PHASES,
    "VISIT_PHASES": phases.VISIT_PHASES,
    "WAITING_PHASES": phases.WAITING_PHASES,
    "ACTIVE_PHASES": phases.ACTIVE_PHASES,
    "UNFINISHED_PHASES": phases.UNFINISHED_PHASES,
    "FINISHED_PHASES": phases.FINISHED_PHASES,
    "GONE_PHASES": phases.GONE_PHASES,
    "ARRIVED_PHASES": phases.ARRIVED_PHASES,
    "MOVES": phases.MOVES,
    "PERMISSIONS": permissions.PERMISSIONS,
    "ROLES": permissions.ROLES,
    "VERDICTS": limits.VERDICTS,
    "BOUNDS": limits.BOUNDS,
    "TICKS": answers.TICKS,
}
