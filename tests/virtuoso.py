"""A Virtuoso server for tests: started in a folder of its own, on free ports of this machine only, and removed."""

from __future__ import annotations

import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.waiting import PATIENCE, until

BINARY = shutil.which("virtuoso-t")
MISSING = "no virtuoso-t on this machine: apt-get install virtuoso-opensource-7-bin (Debian)"
LASTS = 2 * PATIENCE
"""Seconds after which the server is killed in any case: what waits for it then fails, and hangs no longer."""
INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 20000
MaxDirtyBuffers = 12000
TransactionAfterImageLimit = 500000000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 20000
"""


@dataclass(frozen=True)
class Virtuoso:
    base: str
    password: str

    @property
    def sparql(self) -> str:
        return f"{self.base}/sparql"

    @property
    def graphs(self) -> str:
        return f"{self.base}/sparql-graph-crud-auth"

    @property
    def login(self) -> tuple[str, str]:
        return "dba", self.password


@contextmanager
def running() -> Iterator[Virtuoso]:
    """A server that answers, empty but for its own graphs; ``dba`` may write, anyone may read."""
    folder = Path(tempfile.mkdtemp(prefix="qualmap-virtuoso-"))
    try:
        sql, http = free_ports(2)
        (folder / "virtuoso.ini").write_text(INI.format(sql=sql, http=http), "utf-8")
        server = Virtuoso(
            f"http://127.0.0.1:{http}", secrets.token_hex(6)
        )  # 7.2.5 does not take 24 characters by digest
        # With these two arguments the server sets the password of dba and stops.
        subprocess.run(
            command("+pwdold", "dba", "+pwddba", server.password),
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        process = subprocess.Popen(command(), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = threading.Timer(LASTS, process.kill)
        end.daemon = True
        end.start()
        try:
            wait_for(server, process, folder)
            yield server
        finally:
            end.cancel()
            process.kill()  # nothing of its data is kept, so it need not close in order
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def command(*arguments: str) -> list[str]:
    assert BINARY is not None, MISSING
    return [BINARY, "+configfile", "virtuoso.ini", "+foreground", *arguments]


def wait_for(server: Virtuoso, process: subprocess.Popen[bytes], folder: Path) -> None:
    def answers() -> bool:
        if process.poll() is not None:
            log = (folder / "virtuoso.log").read_text("utf-8", "replace") if (folder / "virtuoso.log").exists() else ""
            raise RuntimeError(f"Virtuoso has ended: {log[-2000:]}")
        try:
            return httpx.post(server.sparql, data={"query": "ASK {}"}).is_success
        except httpx.TransportError:
            return False

    until(answers)


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()
