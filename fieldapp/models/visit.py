"""Visits as rows: who, when, in which phase; everything else is in the document."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, UtcDateTime


class Visit(Base):
    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_technician_id_window", "technician_id", "window_start_at"),
        Index("ix_visits_window_start_at", "window_start_at"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    work_order_id: Mapped[Id] = mapped_column(ForeignKey("work_orders.id"), index=True)
    technician_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    phase: Mapped[str] = mapped_column(String(20))
    window_start_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    window_end_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    completed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    template_version_id: Mapped[Id | None] = mapped_column(index=True)
