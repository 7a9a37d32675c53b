"""The checklist worked on (mirror: service_worker/operations/checklist.js)."""

from fieldapp.domain.checklists import expand
from fieldapp.domain.documents import Document
from fieldapp.operations.context import Context
from fieldapp.problem import Problem


def items_of(order: Document, visit: Document, context: Context) -> list[Document]:
    """Return the expanded items of the visit; raises template_version_unknown."""
    return expand(version_of(visit, context), order)


def version_of(visit: Document, context: Context) -> Document | None:
    """Return the edition used on the visit; raises template_version_unknown."""
    version_id = visit["template_version_id"]
    if version_id is not None and context.template_version is None:
        raise Problem("template_version_unknown", template_version_id=version_id)
    return context.template_version
