"""A bad line: one speed for all connections, a delay, and requests that are cut."""

import asyncio
import random
import re
from dataclasses import dataclass, field

from proxy import FaultProxy

PIECE = 16_384
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
NEVER = float("inf")


@dataclass(eq=False)
class BadLine(FaultProxy):
    """Carries all bytes at one shared speed; cuts a share of requests, from a seed.

    Half of those are cut on their way, the other half after the server has done them.
    """

    bytes_per_s: float = 125_000
    delay_s: float = 0.15
    cut_share: float = 0.05
    seed: int = 1
    carried: int = 0
    cut_after: dict = field(default_factory=dict)
    answers_lost: set = field(default_factory=set)

    def __post_init__(self):
        """Make the two ways of the line, each used by one piece at a time."""
        self.chance = random.Random(self.seed)  # noqa: S311 # faults, no secret
        self.up, self.back = asyncio.Lock(), asyncio.Lock()

    async def carry_up(self, connection):
        """Carry requests to the server until one is cut."""
        while data := await connection.reader.read(PIECE):
            self.note(connection, data)
            if not connection.sent:
                self.throw(connection, data)
                await asyncio.sleep(self.delay_s)
            connection.sent += len(data)
            await self.carry(self.up, data, connection.upstream)
            if connection.sent > self.cut_after.get(connection, NEVER):
                self.cuts += 1
                return

    async def carry_down(self, connection, reader):
        """Carry answers back, each after the delay, until one is lost."""
        answered = 0
        while data := await reader.read(PIECE):
            if connection in self.answers_lost:
                self.cuts += 1
                return
            if answered != len(self.requests):
                answered = len(self.requests)
                await asyncio.sleep(self.delay_s)
            await self.carry(self.back, data, connection.writer)

    def throw(self, connection, data):
        """Decide whether this request is cut, and where."""
        self.cut_after[connection] = NEVER
        if self.chance.random() >= self.cut_share:
            return
        if self.chance.random() < 0.5:
            self.answers_lost.add(connection)
        else:
            found = LENGTH.search(data)
            size = len(data) + int(found[1] if found else 0)
            self.cut_after[connection] = self.chance.randrange(size)

    async def carry(self, way, data, writer):
        """Take the time that these bytes need on the line."""
        async with way:
            await asyncio.sleep(len(data) / self.bytes_per_s)
        self.carried += len(data)
        writer.write(data)
        await writer.drain()
