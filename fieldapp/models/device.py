"""Devices as rows: what people look for; everything else is in the document."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant


class Device(Base):
    """A projection of the ledger's stream `device`: marks without what is between."""

    __tablename__ = "devices"
    __table_args__ = (
        Index("ix_devices_technician_id", "technician_id"),
        Index("ix_devices_work_order_id", "work_order_id"),
        Index("ix_devices_registered_at", "registered_at"),
    )
    id: Mapped[Id] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(64), unique=True)
    mac: Mapped[str | None] = mapped_column(String(12), unique=True)
    label: Mapped[str | None] = mapped_column(String(8), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    model: Mapped[str] = mapped_column(String(200))
    owner: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(20))
    technician_id: Mapped[Id | None] = mapped_column(ForeignKey("users.id"))
    work_order_id: Mapped[Id | None] = mapped_column(ForeignKey("work_orders.id"))
    registered_at: Mapped[Instant]
