"""Operations at which the server failed; the third time parks them."""

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Id, Instant


class ServerFault(Base):
    __tablename__ = "server_faults"
    operation_id: Mapped[Id] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    failed_at: Mapped[Instant]
