"""Every table of the server."""

from fieldapp.models.access_entry import AccessEntry, AccessKind
from fieldapp.models.anchor import Anchor, AnchoredHead
from fieldapp.models.assignment import Assignment
from fieldapp.models.base import Base, UtcDateTime
from fieldapp.models.blob import Blob, ThumbnailState
from fieldapp.models.client import Client, ClientKind
from fieldapp.models.device import Device
from fieldapp.models.dossier import (
    Dossier,
    DossierContent,
    DossierScope,
    DossierState,
)
from fieldapp.models.evidence import Evidence, Purpose
from fieldapp.models.feed import Feed, FeedItem
from fieldapp.models.head_report import HeadReport
from fieldapp.models.installation import Installation
from fieldapp.models.issue import Issue, IssueStatus
from fieldapp.models.label_batch import FormerLabel, LabelBatch
from fieldapp.models.ledger_entry import LedgerBody, LedgerEntry
from fieldapp.models.order_device import OrderDevice
from fieldapp.models.password_link import PasswordLink
from fieldapp.models.report import Report, ReportKind, ReportState
from fieldapp.models.server_fault import ServerFault
from fieldapp.models.sign_in_counter import SignInCounter
from fieldapp.models.stream import Stream
from fieldapp.models.user import Role, User, UserStatus
from fieldapp.models.user_session import UserSession
from fieldapp.models.visit import Visit
from fieldapp.models.work_order import WorkOrder

__all__ = [
    "AccessEntry",
    "AccessKind",
    "Anchor",
    "AnchoredHead",
    "Assignment",
    "Base",
    "Blob",
    "Client",
    "ClientKind",
    "Device",
    "Dossier",
    "DossierContent",
    "DossierScope",
    "DossierState",
    "Evidence",
    "Feed",
    "FeedItem",
    "FormerLabel",
    "HeadReport",
    "Installation",
    "Issue",
    "IssueStatus",
    "LabelBatch",
    "LedgerBody",
    "LedgerEntry",
    "OrderDevice",
    "PasswordLink",
    "Purpose",
    "Report",
    "ReportKind",
    "ReportState",
    "Role",
    "ServerFault",
    "SignInCounter",
    "Stream",
    "ThumbnailState",
    "User",
    "UserSession",
    "UserStatus",
    "UtcDateTime",
    "Visit",
    "WorkOrder",
]
