"""Facts about this database itself: its epoch, the next order number."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base


class Installation(Base):
    __tablename__ = "installation"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
