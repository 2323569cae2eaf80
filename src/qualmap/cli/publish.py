"""``qualmap publish``: the graph as a static site, or loaded into a store of your own."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from qualmap.catalog import read_catalogue
from qualmap.cli.published import quads_for
from qualmap.errors import MissingExtraError, OutputError, RemoteError

PASSWORD = "QUALMAP_PASSWORD"  # noqa: S105  # the name of a variable, not its value


def run(arguments: argparse.Namespace) -> int:
    """Write the site, or replace every named graph on the server and count what stands there afterwards."""
    if arguments.output and any((arguments.sparql, arguments.update, arguments.user, arguments.password_file)):
        raise OutputError("--sparql, --update, --user and --password-file belong to --to, not to -o")
    if arguments.to and arguments.address:
        raise OutputError("--address belongs to -o, not to --to")
    return _write(arguments) if arguments.output else _load(arguments)


def _write(arguments: argparse.Namespace) -> int:
    try:
        from qualmap.site import write_site
    except ModuleNotFoundError as missing:
        raise MissingExtraError(missing.name or "jinja2", "serve") from None
    quads, base = quads_for(arguments, read_catalogue())
    pages = write_site(quads, Path(arguments.output), base, arguments.address or base)
    _say(f"wrote {arguments.output}: {pages} pages")
    return 0


def _load(arguments: argparse.Namespace) -> int:
    from qualmap.store.graphs import publish, server

    to = server(arguments.to, arguments.sparql, arguments.update)
    login = _login(arguments.user, arguments.password_file)
    loaded = publish(quads_for(arguments, read_catalogue())[0], to, login, _say)
    _say(f"loaded and counted: {len(loaded)} graphs, {sum(loaded.values())} statements")
    _say(f"ask it: qualmap.open({to.sparql!r})")
    return 0


def _login(user: str | None, file: str | None) -> tuple[str, str] | None:
    """User and password; the password is in a file or the environment, where other users of the machine see it not."""
    if user is None:
        if file is not None:
            raise RemoteError("--password-file belongs to a user: give --user NAME too")
        return None
    if file is None:
        password = os.environ.get(PASSWORD, "")
    else:
        try:
            password = Path(file).read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise RemoteError(f"{file}: the password cannot be read: {error}") from None
    if not password:
        raise RemoteError(f"no password for {user!r}: give --password-file FILE, or set {PASSWORD}")
    return user, password


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
