"""Which devices an order is about: those it named, those registered at its house."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id


class OrderDevice(Base):
    """A device may be registered later than the order that names it."""

    __tablename__ = "order_devices"
    work_order_id: Mapped[Id] = mapped_column(
        ForeignKey("work_orders.id"), primary_key=True
    )
    device_id: Mapped[Id] = mapped_column(primary_key=True, index=True)
