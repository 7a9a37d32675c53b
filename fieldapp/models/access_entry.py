"""Who opened the data of which customer, and when."""

from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant
from fieldapp.models.user import stored_by_value


class AccessKind(StrEnum):
    ORDER = "order"
    EDIT_FORM = "edit_form"
    PHOTO = "photo"
    REPORT = "report"
    BUNDLE = "bundle"
    DOSSIER = "dossier"


class AccessEntry(Base):
    """One opening; rows are added, never changed, and go when their time is over."""

    __tablename__ = "access_log"
    __table_args__ = (
        Index("ix_access_log_opened_at", "opened_at"),
        Index("ix_access_log_work_order_id_opened_at", "work_order_id", "opened_at"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    opened_at: Mapped[Instant]
    user_id: Mapped[Id]
    work_order_id: Mapped[Id]
    kind: Mapped[AccessKind] = mapped_column(stored_by_value(AccessKind))
