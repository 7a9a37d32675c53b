"""The catalogue that a new company starts with; it then belongs to the company."""

from collections.abc import Callable
from typing import Any

from fieldapp.domain.device_models import DEVICE_MODELS
from fieldapp.domain.documents import Document
from fieldapp.domain.reasons import PAUSE_REASONS, REASONS
from fieldapp.domain.service_types import SERVICE_TYPES

CONSENT = (
    "By signing you confirm the service above. "
    "Name, CPF and signature are kept with this order."
)


def default_catalogue(translate: Callable[[str], str] = str) -> Document:
    """Return the catalogue document, its labels in the company's language."""
    return {
        "reasons": _labelled(REASONS, translate),
        "service_types": _labelled(SERVICE_TYPES, translate),
        "pause_reasons": {
            code: translate(label) for code, label in PAUSE_REASONS.items()
        },
        "consent_texts": {"1": translate(CONSENT)},
        "window_rules": [],
        "device_models": DEVICE_MODELS,
    }


def _labelled(table: Any, translate: Callable[[str], str]) -> Document:
    return {
        code: {**entry, "label": translate(entry["label"])}
        for code, entry in table.items()
    }
