"""A TCP proxy that fails as networks do, for pages and service workers alike."""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

CHUNK = 65_536
LATE_S = 0.2
PORTAL_PAGE = b"<!doctype html><title>Wi-Fi</title><h1>Aceite os termos</h1>"
PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(PORTAL_PAGE), PORTAL_PAGE)
)


@dataclass(frozen=True, slots=True)
class Weather:
    """What happens to traffic; `only` limits a cut to requests that contain it."""

    mode: str = "pass"
    only: bytes = b""
    after_bytes: int = 0
    delay_s: float = 0
    bytes_per_s: float = 0


@dataclass(eq=False, slots=True)
class Connection:
    """One accepted connection, its weather, its way to the server, its request."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    weather: Weather
    upstream: asyncio.StreamWriter | None = None
    head: bytes = b""
    sent: int = 0
    copy: bytearray = field(default_factory=bytearray)

    def abort(self) -> None:
        """Cut both ways at once, as a lost signal does."""
        for writer in (self.writer, self.upstream):
            if writer:
                writer.transport.abort()


@dataclass(eq=False)
class FaultProxy:
    """Listens on a free port and forwards to the server, as the weather allows."""

    server_port: int
    port: int = 0
    weather: Weather = Weather()
    requests: list[str] = field(default_factory=list)
    received: Counter[str] = field(default_factory=Counter)
    cuts: int = 0
    connections: set[Connection] = field(default_factory=set)

    def start(self) -> "FaultProxy":
        """Listen from a thread of its own; return when the port is known."""
        self.loop = asyncio.new_event_loop()
        listening = threading.Event()
        threading.Thread(target=self.listen, args=[listening], daemon=True).start()
        listening.wait()
        return self

    def listen(self, listening: threading.Event) -> None:
        """Run the event loop until `stop`."""
        asyncio.set_event_loop(self.loop)
        serving = asyncio.start_server(self.accept, "127.0.0.1", self.port)
        server = self.loop.run_until_complete(serving)
        self.port = server.sockets[0].getsockname()[1]
        listening.set()
        self.loop.run_forever()

    def stop(self) -> None:
        """Drop everything and end the thread."""
        self.change(Weather("down"))
        self.loop.call_soon_threadsafe(self.loop.stop)

    def restore(self) -> None:
        """Let everything pass."""
        self.change(Weather())

    def down(self) -> None:
        """Refuse every connection: no signal."""
        self.change(Weather("down"))

    def blackhole(self) -> None:
        """Accept and stay silent: one bar of signal in a lift."""
        self.change(Weather("blackhole"))

    def captive_portal(self) -> None:
        """Answer every request with 200 and a page of HTML."""
        self.change(Weather("portal"))

    def cut_request(self, after_bytes: int, only: str = "") -> None:
        """Cut a request after so many bytes: the server never has it whole."""
        self.change(Weather("cut_request", only.encode(), after_bytes))

    def cut_response(self, only: str = "", after_bytes: int = 0) -> None:
        """Cut the answer: the server has done it, the phone never hears."""
        self.change(Weather("cut_response", only.encode(), after_bytes))

    def slow(self, *, delay_s: float = 0, bytes_per_s: float = 0) -> None:
        """Delay each piece of traffic, or hold it to a speed, both ways."""
        self.change(Weather(delay_s=delay_s, bytes_per_s=bytes_per_s))

    def change(self, weather: Weather) -> None:
        """Set the weather and drop kept-alive connections, which would outlive it."""
        self.weather = weather
        done = threading.Event()
        self.loop.call_soon_threadsafe(self.drop_all, done)
        done.wait(5)

    def weather_now(self) -> Weather:
        """Return what a new connection meets."""
        return self.weather

    def drop_all(self, done: threading.Event) -> None:
        """Cut every open connection."""
        for connection in list(self.connections):
            connection.abort()
        done.set()

    async def accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Serve one connection until either side ends."""
        connection = Connection(reader, writer, self.weather_now())
        self.connections.add(connection)
        try:
            await self.behaviours()[connection.weather.mode](connection)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            connection.abort()
            self.connections.discard(connection)

    def behaviours(self) -> dict[str, Callable[[Connection], Awaitable[None]]]:
        """Return what each mode does with a new connection."""
        return {
            "down": refuse,
            "blackhole": stay_silent,
            "portal": answer_as_portal,
            "pass": self.forward,
            "cut_request": self.forward,
            "cut_response": self.forward,
            "duplicate": self.forward_twice,
        }

    async def forward(self, connection: Connection) -> None:
        """Carry bytes both ways until one side ends."""
        reader, connection.upstream = await asyncio.open_connection(
            "127.0.0.1", self.server_port
        )
        ways = [self.carry_up(connection), self.carry_down(connection, reader)]
        tasks = [asyncio.ensure_future(way) for way in ways]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()

    async def forward_twice(self, connection: Connection) -> None:
        """Forward, and let the same request arrive again when all is over."""
        await self.forward(connection)
        await asyncio.sleep(LATE_S)
        reader, upstream = await asyncio.open_connection("127.0.0.1", self.server_port)
        upstream.write(bytes(connection.copy))
        await upstream.drain()
        await reader.read(CHUNK)
        upstream.transport.abort()

    async def carry_up(self, connection: Connection) -> None:
        """Carry requests to the server, noting the first line of each."""
        assert connection.upstream
        while data := await connection.reader.read(CHUNK):
            self.note(connection, data)
            connection.sent += len(data)
            rest = connection.weather.after_bytes - (connection.sent - len(data))
            if self.cuts_now("cut_request", connection) and rest < len(data):
                connection.upstream.write(data[: max(rest, 0)])
                await connection.upstream.drain()
                return
            await hold_back(connection.weather, len(data))
            connection.upstream.write(data)
            await connection.upstream.drain()

    async def carry_down(
        self, connection: Connection, reader: asyncio.StreamReader
    ) -> None:
        """Carry answers back; a cut comes after the server has answered."""
        while data := await reader.read(CHUNK):
            if self.cuts_now("cut_response", connection):
                connection.writer.write(data[: connection.weather.after_bytes])
                await connection.writer.drain()
                return
            self.received[name(connection.head)] += len(data)
            await hold_back(connection.weather, len(data))
            connection.writer.write(data)
            await connection.writer.drain()

    def note(self, connection: Connection, data: bytes) -> None:
        """Remember the request that this piece begins, if it begins one."""
        if connection.weather.mode == "duplicate":
            connection.copy += data
        line = data.split(b"\r\n", 1)[0]
        if line.endswith((b"HTTP/1.1", b"HTTP/1.0")):
            connection.head = line
            connection.sent = 0
            self.requests.append(name(line))

    def cuts_now(self, mode: str, connection: Connection) -> bool:
        """Tell whether this connection's request is one to cut, and count it."""
        weather = connection.weather
        cut = weather.mode == mode and weather.only in connection.head
        self.cuts += cut
        return cut


async def hold_back(weather: Weather, size: int) -> None:
    """Wait as the line's delay and speed demand."""
    wait_s = weather.delay_s
    if weather.bytes_per_s:
        wait_s += size / weather.bytes_per_s
    if wait_s:
        await asyncio.sleep(wait_s)


def name(head: bytes) -> str:
    """Return the method and address of a request's first line."""
    return head.rsplit(b" ", 1)[0].decode()


async def refuse(connection: Connection) -> None:
    """Reset the connection."""
    connection.abort()


async def stay_silent(connection: Connection) -> None:
    """Read what comes and never answer."""
    while await connection.reader.read(CHUNK):
        pass


async def answer_as_portal(connection: Connection) -> None:
    """Answer one request with the portal's page."""
    await connection.reader.read(CHUNK)
    connection.writer.write(PORTAL)
    await connection.writer.drain()
    connection.writer.close()
    await connection.writer.wait_closed()
