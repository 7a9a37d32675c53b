"""Wrong logins of late, by account and by address."""

from sqlalchemy import Float, String
from sqlalchemy.orm import Mapped, mapped_column

from fieldapp.models.base import Base, Instant


class SignInCounter(Base):
    __tablename__ = "sign_in_counters"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    failures: Mapped[float] = mapped_column(Float)
    updated_at: Mapped[Instant]
