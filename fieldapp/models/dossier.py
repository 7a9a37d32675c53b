"""Dossiers that were asked for: whole histories, made in the background as one ZIP."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant, UtcDateTime
from fieldapp.models.user import stored_by_value


class DossierScope(StrEnum):
    ORDER = "order"
    CUSTOMER = "customer"
    SITE = "site"


class DossierContent(StrEnum):
    """Whether the evidence shows every event or what goes out with reports."""

    WHOLE = "whole"
    SHOWN = "shown"


class DossierState(StrEnum):
    DUE = "due"
    READY = "ready"
    FAILED = "failed"


class Dossier(Base):
    """One request: `done` of its `total` orders are in; it never goes back."""

    __tablename__ = "dossiers"
    __table_args__ = (
        Index(
            "ix_dossiers_work_order_id_requested_at", "work_order_id", "requested_at"
        ),
        Index("ix_dossiers_state_requested_at", "state", "requested_at"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    work_order_id: Mapped[Id]
    scope: Mapped[DossierScope] = mapped_column(stored_by_value(DossierScope))
    content: Mapped[DossierContent] = mapped_column(stored_by_value(DossierContent))
    state: Mapped[DossierState] = mapped_column(stored_by_value(DossierState))
    language: Mapped[str] = mapped_column(String(10))
    address: Mapped[str] = mapped_column(String(300))
    requested_at: Mapped[Instant]
    requested_by: Mapped[Id]
    order_ids: Mapped[str] = mapped_column(Text)
    total: Mapped[int] = mapped_column(Integer)
    done: Mapped[int] = mapped_column(Integer)
    tries: Mapped[int] = mapped_column(SmallInteger)
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    problem_code: Mapped[str | None] = mapped_column(String(60))
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
