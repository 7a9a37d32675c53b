"""Whatever was not plainly applied, until somebody decided."""

from enum import StrEnum

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant
from fieldapp.models.user import stored_by_value


class IssueStatus(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"


class Issue(Base):
    __tablename__ = "issues"
    __table_args__ = (Index("ix_issues_status_opened_at", "status", "opened_at"),)
    id: Mapped[Id] = mapped_column(primary_key=True)
    status: Mapped[IssueStatus] = mapped_column(stored_by_value(IssueStatus))
    operation_id: Mapped[Id] = mapped_column(index=True)
    author_id: Mapped[Id] = mapped_column(index=True)
    work_order_id: Mapped[Id | None] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(60))
    document: Mapped[str] = mapped_column(Text)
    rev: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[Instant]
