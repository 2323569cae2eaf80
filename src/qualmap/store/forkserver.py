"""A process that holds the graph once and forks workers on request: ``python -m qualmap.store.forkserver DUMP LIMITS``.

A worker shares the graph's memory with the nursery and starts in milliseconds. It has hard limits: no more memory than
said, no new file or connection (so no query can reach out, whatever an engine makes of it), no core dump.

The server speaks to the nursery through standard input, a socket: a message with an open socket asks for a worker at
its other end and is answered with the worker's number; a number asks to end that worker and is answered with how it
ended. When the socket closes the nursery ends with all its workers.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import socket
import sys
from typing import NoReturn

import pyoxigraph as ox

from qualmap.errors import QueryError
from qualmap.store.confined import confine, end, silence
from qualmap.store.execution import RESULTS, execute, judge
from qualmap.store.limits import Limits
from qualmap.store.messages import HEAD, pack_reply, unpack_asked

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_LIBC = ctypes.CDLL(None)


def main(dump: str, limits: Limits) -> None:
    """Load the graph, then fork and end workers as told, until the server goes."""
    control = socket.socket(fileno=0)
    store = ox.Store()
    store.extend(ox.parse(path=dump, format=ox.RdfFormat.N_QUADS))
    _warm_up(store)
    gc.freeze()
    workers: set[int] = set()
    try:
        while True:
            message, sockets, *_ = socket.recv_fds(control, 64, 1)
            if not message:
                return
            if sockets:
                pid = _fork(store, sockets[0], limits)
                workers.add(pid)
                os.close(sockets[0])
                control.send(b"%d" % pid)
            elif (pid := int(message)) in workers:
                workers.remove(pid)
                control.send(b"%d" % end(pid))
    finally:
        for pid in workers:
            end(pid)


def _warm_up(store: ox.Store) -> None:
    """Load whatever the first query would load: a worker can open no file."""
    for media_type in RESULTS:
        execute(store, judge("SELECT * { ?s ?p ?o } LIMIT 1", frozenset()), media_type)


def _fork(store: ox.Store, channel: int, limits: Limits) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    try:
        _alone(channel, parent)
        confine(limits)
        _serve(store, socket.socket(fileno=0), limits)
    finally:
        os._exit(1)


def _alone(channel: int, parent: int) -> None:
    """Keep the channel as the one open file, and die with the parent."""
    _LIBC.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    os.dup2(channel, 0)
    silence()
    os.closerange(3, max(256, channel + 2))


def _serve(store: ox.Store, channel: socket.socket, limits: Limits) -> NoReturn:
    """Answer one question after another until the server closes the channel."""
    stream = channel.makefile("rb")
    while head := stream.read(HEAD.size):
        _, length = HEAD.unpack(head)
        try:
            asked, media_type = unpack_asked(stream.read(length))
            parts = pack_reply(execute(store, asked, media_type, limits))
        except QueryError as error:
            parts = pack_reply(error)
        except MemoryError:
            os.abort()  # as the engine does: a worker at its limit is of no more use
        for part in parts:
            channel.sendall(part)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Limits(**json.loads(sys.argv[2])))
