"""A line on which every connection meets its own misfortune, the same for a seed."""

from dataclasses import dataclass, field
from random import Random

from proxy import FaultProxy, Weather

GOOD = 0.5


@dataclass(eq=False)
class Storm(FaultProxy):
    """A proxy that draws the weather of each connection; `over` ends it."""

    chance: Random = field(default_factory=lambda: Random(1))  # noqa: S311
    met: list[str] = field(default_factory=list)
    is_over: bool = False

    def weather_now(self) -> Weather:
        """Draw what the next connection meets."""
        if self.is_over or self.chance.random() < GOOD:
            return Weather()
        weather = self.chance.choice(self.misfortunes())
        self.met.append(weather.mode)
        return weather

    def misfortunes(self) -> list[Weather]:
        """Return one of each kind, cut somewhere."""
        place = self.chance.choice([0, 1, 100, 500, 2_000, 20_000])
        return [
            Weather("down"),
            Weather("blackhole"),
            Weather("portal"),
            Weather("cut_request", after_bytes=place),
            Weather("cut_response", after_bytes=place),
            Weather("duplicate"),
            Weather("slow", delay_s=0.05, bytes_per_s=20_000),
        ]

    def behaviours(self):
        """Return what each mode does; a slow line carries everything."""
        return {**super().behaviours(), "slow": self.forward}
