"""Write down what a customer wants; the office's, without a mirror."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from fieldapp.domain.documents import Document, new_work_order
from fieldapp.operations.arguments import (
    Arguments,
    Code,
    Count,
    Id,
    Instant,
    Short,
    Words,
)
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.operations.order_facts import (
    Channel,
    Customer,
    Device,
    Plan,
    PreviousVisit,
    Priority,
    Site,
)
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class CreateWorkOrder(Arguments):
    """The facts of a new order; the host numbers it and knows the site's history."""

    work_order_id: Id
    number: Count
    protocol_number: Annotated[str, StringConstraints(pattern=r"^[0-9]{8,20}$")]
    priority: Priority
    service_type: Code
    technology: Code
    title: Short
    description: Words
    due_at: Instant
    channel: Channel
    customer: Customer
    site: Site
    plan: Plan | None = None
    devices: Annotated[list[Device], Field(max_length=50)] | None = None
    previous_visits: Annotated[list[PreviousVisit], Field(max_length=20)] | None = None


def authorize(_order: None, _facts: CreateWorkOrder, context: Context) -> None:
    """Dispatchers, supervisors and administrators take orders in."""
    require_role("plan_work", context)


def apply(order: Document | None, facts: CreateWorkOrder, context: Context) -> Document:
    """Open the order; it waits to be scheduled."""
    if order:
        raise Problem("arguments_invalid", field="work_order_id")
    return new_work_order(
        {
            "id": facts.work_order_id,
            "number": facts.number,
            "protocol_number": facts.protocol_number,
            "priority": facts.priority,
            "service_type": facts.service_type,
            "technology": facts.technology,
            "plan": facts.plan,
            "title": facts.title,
            "description": facts.description,
            "due_at": facts.due_at,
            "opened": {
                "at": context.happened_at,
                "by": author(context),
                "channel": facts.channel,
            },
            "customer": facts.customer,
            "site": facts.site,
            "devices": facts.devices or [],
            "previous_visits": facts.previous_visits or [],
        }
    )
