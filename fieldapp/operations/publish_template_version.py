"""Freeze a new edition of a checklist; the office's, without a mirror."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from fieldapp.domain.documents import Document
from fieldapp.domain.template_versions import refuse_invalid
from fieldapp.operations.arguments import Arguments, Code, Count, Id, Short
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class PublishTemplateVersion(Arguments):
    """One edition; visits that were planned with another keep theirs."""

    template_version_id: Id
    template_id: Id
    number: Count
    title: Short
    service_type: Code
    sections: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=50)]
    technology: Code | None = None
    technician_signs: bool = False


def authorize(_none: None, _edition: PublishTemplateVersion, context: Context) -> None:
    """Supervisors and administrators publish."""
    require_role("publish_templates", context)


def apply(
    current: Document | None, edition: PublishTemplateVersion, context: Context
) -> Document:
    """Return the edition, which never changes again; `current` is the one before."""
    if current and current["number"] >= edition.number:
        raise Problem("arguments_invalid", field="number")
    refuse_invalid(edition.sections)
    return {
        "id": edition.template_version_id,
        "template_id": edition.template_id,
        "number": edition.number,
        "title": edition.title,
        "service_type": edition.service_type,
        "technology": edition.technology,
        "sections": edition.sections,
        **({"technician_signs": True} if edition.technician_signs else {}),
        "published": {"at": context.happened_at, "by": author(context)},
    }
