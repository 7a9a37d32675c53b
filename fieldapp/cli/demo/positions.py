"""Where a phone says that it is: near the site, or why it does not know."""

from datetime import datetime, timedelta
from random import Random

from fieldapp import clock
from fieldapp.domain.documents import Document

SITE_JITTER_E6 = 400


def position(rng: Random, site: Document, at: datetime) -> Document:
    """Return the position of a phone that stands at the site."""
    if site["latitude"] is None or rng.randrange(100) < 4:  # noqa: PLR2004 # one in 25
        return {"unavailable": rng.choice(("denied", "timeout"))}
    return {
        "latitude": _near(rng, site["latitude"]),
        "longitude": _near(rng, site["longitude"]),
        "accuracy_m": rng.randint(4, 40),
        "taken_at": clock.to_text(at - timedelta(seconds=rng.randrange(60))),
    }


def _near(rng: Random, degrees: str) -> str:
    millionths = int(degrees.replace(".", "")) + rng.randint(
        -SITE_JITTER_E6, SITE_JITTER_E6
    )
    whole, part = divmod(abs(millionths), 1_000_000)
    return f"{'-' if millionths < 0 else ''}{whole}.{part:06d}"
