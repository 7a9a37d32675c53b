"""Who was ever sent to which order; rows end, they are never removed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant, UtcDateTime


class Assignment(Base):
    __tablename__ = "assignments"
    __table_args__ = (Index("ix_assignments_user_order", "user_id", "work_order_id"),)
    visit_id: Mapped[Id] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    work_order_id: Mapped[Id] = mapped_column(ForeignKey("work_orders.id"), index=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id"))
    assigned_at: Mapped[Instant]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
