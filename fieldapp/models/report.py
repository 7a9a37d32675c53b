"""Reports that were asked for: what is due, what was issued under which code."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant, UtcDateTime
from fieldapp.models.user import stored_by_value


class ReportKind(StrEnum):
    VISIT = "visit"
    ABSENCE = "absence"


class ReportState(StrEnum):
    DUE = "due"
    READY = "ready"
    FAILED = "failed"


class Report(Base):
    """One sheet of paper: `head` is the last event that it speaks of."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_work_order_id_requested_at", "work_order_id", "requested_at"),
        Index("ix_reports_state_requested_at", "state", "requested_at"),
    )
    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    work_order_id: Mapped[Id]
    visit_id: Mapped[Id]
    kind: Mapped[ReportKind] = mapped_column(stored_by_value(ReportKind))
    state: Mapped[ReportState] = mapped_column(stored_by_value(ReportState))
    language: Mapped[str] = mapped_column(String(10))
    address: Mapped[str] = mapped_column(String(300))
    requested_at: Mapped[Instant]
    requested_by: Mapped[Id]
    tries: Mapped[int] = mapped_column(SmallInteger)
    problem_code: Mapped[str | None] = mapped_column(String(60))
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rev: Mapped[int | None] = mapped_column(BigInteger)
    head: Mapped[str | None] = mapped_column(String(64))
    pdf_sha256: Mapped[str | None] = mapped_column(String(64))
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    public_key: Mapped[str | None] = mapped_column(String(64))
    signature: Mapped[str | None] = mapped_column(String(128))
