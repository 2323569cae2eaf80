"""qualmap: where a qualification stands in another country's framework, how sure that is, and who says so.

>>> import qualmap
>>> qm = qualmap.load()
>>> qm.crosswalk("ie-nfq", "eqf")["8"].destination_levels
('6',)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualmap._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qualmap.catalog.lookup import Found
    from qualmap.errors import AmbiguousNameError, OutputError, QualmapError, QueryError, RecordError, UnknownNameError
    from qualmap.facade import Qualmap
    from qualmap.records import Crosswalk, Evidence, Framework, Mapping, WhatIf

__all__ = [
    "AmbiguousNameError",
    "Crosswalk",
    "Evidence",
    "Found",
    "Framework",
    "Mapping",
    "OutputError",
    "Qualmap",
    "QualmapError",
    "QueryError",
    "RecordError",
    "UnknownNameError",
    "WhatIf",
    "__version__",
    "load",
]


def load(extra: Iterable[str | Path] = ()) -> Qualmap:
    """The bundled catalogue, with your own framework records (paths of YAML files) beside it.

    Raises RecordError for a record that cannot be read or does not fit.
    """
    from qualmap.facade import Qualmap

    return Qualmap.load(extra)


_HOMES = {
    "Qualmap": "qualmap.facade",
    "Found": "qualmap.catalog.lookup",
    **dict.fromkeys(
        ("AmbiguousNameError", "OutputError", "QualmapError", "QueryError", "RecordError", "UnknownNameError"),
        "qualmap.errors",
    ),
    **dict.fromkeys(("Crosswalk", "Evidence", "Framework", "Mapping", "WhatIf"), "qualmap.records"),
}


def __getattr__(name: str) -> object:
    """Import the public names when they are first used: ``import qualmap`` itself stays light."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'qualmap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
