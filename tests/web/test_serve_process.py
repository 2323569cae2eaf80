"""``qualmap serve`` as a process: how it starts, says what is wrong, and stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.serving import ROOT, command, serving
from tests.waiting import PATIENCE, until


def serve(*arguments, environment=None):
    """A run that should end by itself."""
    line, path = command("serve", *arguments)
    environment = os.environ | path | (environment or {})
    return subprocess.run(
        line,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env=environment,
        cwd=ROOT,
    )


def children(pid):
    """Every process that a process started, and those that they started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == pid:
            found += [int(folder.name), *children(int(folder.name))]
    return found


def alive(pid):
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_and_leaves_no_process_and_no_file(tmp_path, monkeypatch, stop):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with serving("--crosswalks", "none") as running:
        assert running.query("ASK {}").status == 200
        assert list(tmp_path.glob("qualmap-serve-*"))
        started = children(running.process.pid)
        assert started, "workers are processes"
        running.process.send_signal(stop)
        assert running.process.wait(PATIENCE) == 0
    until(lambda: not any(map(alive, started)))
    assert not list(tmp_path.glob("qualmap-serve-*"))
    assert "Traceback" not in "".join(running.said)


def test_an_open_connection_does_not_keep_it_from_stopping():
    with serving("--crosswalks", "none") as running, socket.create_connection(("127.0.0.1", running.port)) as client:
        client.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 200")
        client.sendall(b"GET / HTTP/1.1\r\n")
        running.process.terminate()
        assert running.process.wait(PATIENCE) == 0


def test_a_taken_port_is_said_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = serve("--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "--port" in done.stderr
    assert "in use" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--port", "70000"),
        ("--port", "-1"),
        ("--host", "no.such.host.invalid", "--port", "0"),
        ("--address", "ftp://example.org/", "--port", "0"),
        ("--base", "https://example.org", "--port", "0"),
        ("--crosswalks", "some", "--port", "0"),
        ("--address", "https://example.org/?a=b", "--port", "0"),
        ("--address", "https://example.org/<x>", "--port", "0"),
        ("--workers", "0"),
        ("--seconds", "-3"),
    ],
)
def test_a_wrong_option_is_said_and_nothing_is_started(arguments):
    done = serve(*arguments)
    assert done.returncode == 2
    assert arguments[0] in done.stderr or "no.such.host" in done.stderr
    assert "Traceback" not in done.stderr


def test_health_says_when_nobody_answers_questions():
    with serving("--crosswalks", "none") as running:
        assert json.loads(running.ask("/health").body) == {"status": "ok"}
        for pid in children(running.process.pid):
            with suppress(ProcessLookupError):  # a worker dies with the process that started it
                os.kill(pid, signal.SIGKILL)
        until(lambda: running.ask("/health").status == 503)
        assert running.ask("/health").type == "application/problem+json"
        assert running.ask("/dataset.ttl").status == 200, "documents need no workers"


def test_without_the_extra_it_says_what_to_install(tmp_path):
    (tmp_path / "uvicorn.py").write_text("raise ModuleNotFoundError(\"No module named 'uvicorn'\", name='uvicorn')\n")
    path = os.pathsep.join([str(tmp_path), command()[1]["PYTHONPATH"]])
    done = serve("--port", "0", environment={"PYTHONPATH": path})
    assert done.returncode == 2
    assert done.stderr == "qualmap: uvicorn is not installed: pip install 'qualmap[serve]'\n"
