"""Settle an issue (mirror: service_worker/operations/resolve_issue.js)."""

from dataclasses import dataclass
from typing import Literal

from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import scope
from fieldapp.operations.arguments import Arguments, Id, Words
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class ResolveIssue(Arguments):
    """What was decided about an operation that did not plainly apply."""

    issue_id: Id
    decision: Literal["apply", "keep", "close"]
    note: Words | None = None


def authorize(_issue: Document, _choice: ResolveIssue, context: Context) -> None:
    """Technicians settle their own issues, the office all; hosts hand in no other."""
    require_role("resolve_issues", context)


def apply(issue: Document, choice: ResolveIssue, context: Context) -> Document:
    """Settle the issue by one of its choices; the first decision stands.

    A technician settles it for herself: it leaves her list and stays in the office's,
    unless she accepts what stands, since then nothing is left to decide.
    """
    if issue["status"] == "resolved":
        return issue
    if choice.decision not in issue["choices"]:
        raise Problem("arguments_invalid", field="decision")
    decided = {
        "decision": choice.decision,
        "note": choice.note,
        "by": author(context),
        "at": context.happened_at,
    }
    if scope(context.actor["role"], "resolve_issues") == "all" or _accepts(choice):
        issue["status"] = "resolved"
        issue["resolution"] = decided
    else:
        issue["author_decision"] = decided
    return issue


def _accepts(choice: ResolveIssue) -> bool:
    """Tell whether the value that stands is taken as right."""
    return choice.decision == "keep"
