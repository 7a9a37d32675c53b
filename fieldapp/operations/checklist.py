"""The checklist worked on (mirror: service_worker/operations/checklist.js)."""

from fieldapp.domain.checklists import expand
from fieldapp.domain.documents import Document
from fieldapp.operations.context import Context
from fieldapp.problem import Problem


def items_of(order: Document, visit: Document, context: Context) -> list[Document]:
    """Return the expanded items of the visit; raises template_version_unknown."""
    version_id = visit["template_version_id"]
    if version_id is not None and context.template_version is None:
        raise Problem("template_version_unknown", template_version_id=version_id)
    return expand(context.template_version, order)
