"""A query in a process that can be ended: by the clock, by its memory, by whoever asked.

Nothing inside a process stops the engine: no signal, no time limit of Python's; out of memory, or out of stack, it
takes the process with it. So a query from outside runs in a child with hard limits. In the library it is forked from
the caller, whose graph it shares, and lives for one query, so that nothing is left to look after; the server keeps
workers instead (``workers``). Where a system cannot fork, nothing ends a query.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import resource
import select
import signal
import sys
import threading
import time
import warnings
from pathlib import Path

import pyoxigraph as ox

from qualmap.errors import LimitError, QueryError
from qualmap.store.execution import Asked, Reply, execute
from qualmap.store.limits import MIB, Limits
from qualmap.store.messages import HEAD, pack_reply, unpack_reply

_CHUNK, _WAIT = 2**20, 0.5
_forking = threading.Lock()
"""Held while a pipe is open at both ends: another thread's child would keep it open, and its end would not be seen."""

# The child runs nothing but the engine and ends by _exit: locks that other threads hold are none of its business.
warnings.filterwarnings("ignore", ".*multi-threaded, use of fork", DeprecationWarning, r"qualmap\.store\.confined")


def answer(store: ox.Store, asked: Asked, media_type: str, limits: Limits) -> Reply:
    """As ``execute``, within the limits of time and memory too. Interrupted, it takes the query with it.

    Raises QueryError and LimitError.
    """
    with _forking:
        receiving, sending = os.pipe()
        pid = os.fork()
        if not pid:
            _answer_and_end(store, asked, media_type, limits, sending)
        os.close(sending)
    try:
        said = _until(receiving, time.monotonic() + limits.seconds)
    finally:
        os.close(receiving)
        died_of = end(pid)
    if said is None:
        raise too_long(limits)
    if not said:
        raise died(died_of, limits)
    return unpack_reply(said[:1], said[HEAD.size :])


def too_long(limits: Limits) -> LimitError:
    """What to say of a query that is over its time."""
    return LimitError(
        f"the query was stopped after {limits.seconds} second{'s' * (limits.seconds > 1)}: "
        "ask for less, or join fewer patterns"
    )


def died(of: int, limits: Limits) -> LimitError:
    """What to say of a query whose process died of a signal."""
    if of == signal.SIGSEGV:
        return LimitError("the query is built too deep for the engine: flatten it, or ask in parts")
    return LimitError(f"the query needs more than {limits.memory} MiB of memory: ask for less, or use LIMIT")


def end(pid: int) -> int:
    """Kill and reap a child; the signal that ended it, which is another where it was dead already."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    try:
        _, status = os.waitpid(pid, 0)
    except ChildProcessError:  # somebody else has reaped it
        return 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def confine(limits: Limits) -> None:
    """Take away what a query does not need: memory over the limit, new files and connections, core dumps."""
    if sys.platform == "linux":
        present = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        most(resource.RLIMIT_AS, present + limits.memory * MIB)
    for what in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        most(what, 0)


def most(what: int, value: int) -> None:
    """Set a limit of the system's, for good; never above one that stands already."""
    _, hard = resource.getrlimit(what)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (value, value))


def silence() -> None:
    """Let the engine's last words, on its way out of memory or stack, reach nobody."""
    faulthandler.disable()
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _answer_and_end(store: ox.Store, asked: Asked, media_type: str, limits: Limits, sending: int) -> None:
    """The whole life of the child, which never comes back into the code of whoever asked."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends this
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        silence()
        confine(limits)
        most(resource.RLIMIT_CPU, limits.seconds + 1)  # ends it where the parent is gone
        try:
            parts = pack_reply(execute(store, asked, media_type, limits))
        except QueryError as error:
            parts = pack_reply(error)
        except MemoryError:
            os.abort()
        for part in parts:
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(sending, rest) :]
    finally:
        os._exit(0)


def _until(receiving: int, deadline: float) -> bytes | None:
    """All that the child says; None where it is over its time, nothing where it died."""
    said = bytearray()
    poll = select.poll()
    poll.register(receiving, select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        # in short waits: a Ctrl-C that comes just before one is seen after it, not when the query ends
        if poll.poll(min(left, _WAIT) * 1000):
            piece = os.read(receiving, _CHUNK)
            if not piece:
                return bytes(said)
            said += piece
    return None
