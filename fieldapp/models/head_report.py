"""Chain heads that a phone has seen and the server no longer holds."""

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Digest, Id, Instant


class HeadReport(Base):
    """One head that went backwards: a sign of a restored or altered ledger."""

    __tablename__ = "head_reports"
    client_id: Mapped[Id] = mapped_column(primary_key=True)
    work_order_id: Mapped[Id] = mapped_column(primary_key=True)
    rev: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    head: Mapped[Digest]
    reported_at: Mapped[Instant]
