"""Put another label on a device; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.devices import read_label
from fieldapp.domain.documents import Document
from fieldapp.operations.arguments import Arguments, Id
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.operations.order_facts import Line
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class RelabelDevice(Arguments):
    """The code of the new label; the one before it leads to the device still."""

    device_id: Id
    label: Line


def authorize(
    _device: Document | None, _relabelled: RelabelDevice, context: Context
) -> None:
    """Let the office say which label is on a device."""
    require_role("register_devices", context)


def apply(
    device: Document | None, relabelled: RelabelDevice, context: Context
) -> Document:
    """Exchange the label; the former one is kept with who took it off."""
    label = read_label(relabelled.label)
    if device is None:
        raise Problem("not_found")
    if label is None:
        raise Problem("device_label_invalid", label="")
    if label == device["label"]:
        raise Problem("device_label_taken", label=label)
    if device["label"]:
        former = {
            "label": device["label"],
            "at": context.happened_at,
            "by": author(context),
        }
        device["former_labels"] = [*device.get("former_labels", []), former]
    device["label"] = label
    return device
