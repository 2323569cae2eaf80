"""The command line: one small module per command, imported when it is called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from qualmap.cli.grammar import parser

EXIT_OK, EXIT_BAD_INPUT = 0, 2

_MODULES = {"import": "import_"}
"""The commands whose module cannot have their name."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; bad input gives one line on stderr and exit code 2, never a traceback."""
    if sys.stdout is None:  # closed by the caller
        return EXIT_BAD_INPUT
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show a letter shows a question mark
    arguments = parser().parse_args(argv)
    from importlib import import_module

    from qualmap.errors import QualmapError

    try:
        name = _MODULES.get(arguments.command, arguments.command.replace("-", "_"))
        code: int = import_module(f"qualmap.cli.{name}").run(arguments)
        sys.stdout.flush()
    except QualmapError as error:
        print(f"qualmap: {error}", file=sys.stderr)
        return EXIT_BAD_INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    except OSError as error:
        print(f"qualmap: cannot write the answer: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_BAD_INPUT
    except KeyboardInterrupt:
        return 130
    return code
