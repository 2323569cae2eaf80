"""The queries of many clients, each in a worker process that can be killed (``confined`` says why).

A worker answers one query after another; over the time it is killed, and another takes its place in milliseconds
(``nursery``).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Coroutine
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from qualmap.errors import BusyError, LimitError
from qualmap.store.confined import died, too_long
from qualmap.store.execution import Asked, Reply
from qualmap.store.limits import DEFAULT, Limits
from qualmap.store.messages import HEAD, pack_asked, unpack_reply

_START_SECONDS = 120


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, message: bytes) -> tuple[bytes, bytes]:
        """Kind and content of the answer. Raises IncompleteReadError or ConnectionError when the worker is dead."""
        self.writer.write(message)
        kind, length = HEAD.unpack(await self.reader.readexactly(HEAD.size))
        return kind, await self.reader.readexactly(length)


class Workers:
    """A pool of workers over one graph; ``await Workers.start(dump)``, then ``answer``, at last ``close``."""

    def __init__(self, nursery: subprocess.Popen[bytes], control: socket.socket, limits: Limits) -> None:
        self._nursery, self._control, self._limits = nursery, control, limits
        self._speaking = asyncio.Lock()
        self._free: deque[_Worker] = deque()
        self._line: deque[asyncio.Future[_Worker]] = deque()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed = False

    @classmethod
    async def start(cls, dump: Path, limits: Limits = DEFAULT) -> Self:
        """Workers over the graph in an N-Quads file. Raises OSError when the nursery does not start."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "qualmap.store.forkserver", str(dump), json.dumps(asdict(limits))]
        with theirs:
            # a session of its own: Ctrl-C is for the server, which then ends the nursery
            nursery = subprocess.Popen(command, stdin=theirs.fileno(), start_new_session=True)  # noqa: S603, ASYNC220
        ours.setblocking(False)
        self = cls(nursery, ours, limits)
        try:
            async with asyncio.timeout(_START_SECONDS):
                for _ in range(limits.workers):
                    self._free.append(await self._hire())
        except BaseException:
            await self.close()
            raise
        return self

    @property
    def alive(self) -> bool:
        """Whether there are workers, or will be again: not once the process that starts them has ended."""
        return not self._closed and self._nursery.poll() is None

    @property
    def busy(self) -> bool:
        """Whether every worker has a query at this moment."""
        return not self._free

    async def answer(self, asked: Asked, media_type: str) -> Reply:
        """The answer of a free worker, in the form of the media type.

        Raises QueryError for a query that is wrong, LimitError for one that takes too much, BusyError when
        too many wait already. A caller that is cancelled takes its query with it.
        """
        message = pack_asked(asked, media_type)
        worker = await self._take()
        try:
            async with asyncio.timeout(self._limits.seconds):
                kind, content = await worker.ask(message)
        except BaseException as error:  # also where the caller is cancelled: its query must stop
            replaced = self._later(self._replace(worker))
            if isinstance(error, TimeoutError):
                raise too_long(self._limits) from None
            if isinstance(error, (EOFError, ConnectionError)):
                raise self._why(await asyncio.shield(replaced)) from None
            raise
        self._give(worker)
        return unpack_reply(kind, content)

    async def close(self) -> None:
        """End the workers and the nursery, and whoever still waits."""
        self._closed = True
        for waiting in self._line:
            if not waiting.done():
                waiting.set_exception(BusyError("the server is closing"))
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._free:
            worker.writer.close()
        self._free.clear()
        self._control.close()
        await asyncio.to_thread(self._nursery.wait)

    async def _take(self) -> _Worker:
        while self._free and not self._closed:
            worker = self._free.popleft()
            if not worker.reader.at_eof():
                return worker
            self._later(self._replace(worker))  # it died at rest, of nobody's query
        waiting = sum(not future.done() for future in self._line)
        if self._closed:
            raise BusyError("the server is closing")
        if waiting >= self._limits.waiting:
            raise BusyError(f"{waiting} queries are waiting already: try again in a moment")
        future: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        self._line.append(future)
        try:
            async with asyncio.timeout(self._limits.seconds):
                return await future
        except BaseException as error:
            if future.done() and not future.cancelled() and not future.exception():
                self._give(future.result())  # it came too late for this caller
            if isinstance(error, TimeoutError):
                raise BusyError(f"no worker was free for {self._limits.seconds} seconds: try again soon") from None
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._line.remove(future)

    def _give(self, worker: _Worker) -> None:
        """Hand the worker to the first in line, or let it rest."""
        while self._line:
            future = self._line.popleft()
            if not future.done():
                future.set_result(worker)
                return
        self._free.append(worker)

    def _why(self, signal_number: int | None) -> LimitError | BusyError:
        """What to say of a worker that died at a query."""
        if signal_number is None:
            return BusyError("the query workers are gone: start the server again")
        return died(signal_number, self._limits)

    async def _replace(self, worker: _Worker) -> int | None:
        """End a worker and hire another; the signal that it died of, None where the nursery is gone."""
        worker.writer.close()
        try:
            died_of = int(await self._tell(b"%d" % worker.pid))
            self._give(await self._hire())
        except OSError:
            return None
        return died_of

    def _later(self, work: Coroutine[Any, Any, int | None]) -> asyncio.Task[int | None]:
        """Run to the end even where the caller is cancelled."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _hire(self) -> _Worker:
        """A new worker. Raises OSError when the nursery is gone."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                pid = int(await self._tell(b"worker", theirs))
        except BaseException:
            ours.close()
            raise
        reader, writer = await asyncio.open_connection(sock=ours, limit=2**20)
        return _Worker(pid, reader, writer)

    async def _tell(self, message: bytes, channel: socket.socket | None = None) -> bytes:
        """Tell the nursery; its answer. Raises ConnectionError when it is gone."""
        loop, told = asyncio.get_running_loop(), b""
        async with self._speaking:
            with contextlib.suppress(ConnectionError):
                socket.send_fds(self._control, [message], [channel.fileno()] if channel else [])
                told = await loop.sock_recv(self._control, 64)
        if not told:
            raise ConnectionError("the process that starts the query workers has ended")
        return told
