"""Work orders: the document that travels and the columns that lists ask for."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Id, Instant, UtcDateTime


class WorkOrder(Base):
    __tablename__ = "work_orders"
    __table_args__ = (
        Index("ix_work_orders_phase_due_at", "phase", "due_at"),
        Index("ix_work_orders_opened_at", "opened_at"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, unique=True)
    protocol_number: Mapped[str] = mapped_column(String(40), index=True)
    phase: Mapped[str] = mapped_column(String(20))
    priority: Mapped[str] = mapped_column(String(4))
    service_type: Mapped[str] = mapped_column(String(40))
    customer_name: Mapped[str] = mapped_column(String(200))
    district: Mapped[str] = mapped_column(String(120))
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[Instant]
    document: Mapped[str] = mapped_column(Text)
    rev: Mapped[int] = mapped_column(BigInteger)
    head: Mapped[Digest]
