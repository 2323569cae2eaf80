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

    from qualmap.assessment.model import Judgement
    from qualmap.awards.model import AwardEntry, AwardExplained, CountryAwards, TitleMatch, TitleSearch
    from qualmap.background.model import BackgroundPaper
    from qualmap.catalog.lookup import Found
    from qualmap.corridors.model import Corridor
    from qualmap.crosswalk.model import Crosswalk, Evidence, Mapping, WhatIf
    from qualmap.errors import (
        AmbiguousNameError,
        BusyError,
        InputError,
        LimitError,
        MissingExtraError,
        OutputError,
        QualmapError,
        QueryError,
        RecordError,
        RemoteError,
        UnknownNameError,
    )
    from qualmap.facade import Qualmap
    from qualmap.graph.published import Extent
    from qualmap.records import Award, Framework, Policy, Sought
    from qualmap.records.passport import Passport
    from qualmap.store.limits import Limits
    from qualmap.store.remote import Remote
    from qualmap.store.rows import IRI, Rows, Text

__all__ = [
    "IRI",
    "AmbiguousNameError",
    "Award",
    "AwardEntry",
    "AwardExplained",
    "BackgroundPaper",
    "BusyError",
    "Corridor",
    "CountryAwards",
    "Crosswalk",
    "Evidence",
    "Found",
    "Framework",
    "InputError",
    "Judgement",
    "LimitError",
    "Limits",
    "Mapping",
    "MissingExtraError",
    "OutputError",
    "Passport",
    "Policy",
    "Qualmap",
    "QualmapError",
    "QueryError",
    "RecordError",
    "Remote",
    "RemoteError",
    "Rows",
    "Sought",
    "Text",
    "TitleMatch",
    "TitleSearch",
    "UnknownNameError",
    "WhatIf",
    "__version__",
    "load",
    "open",
]


def load(
    extra: Iterable[str | Path] = (),
    *,
    store: str | Path | None = None,
    crosswalks: Extent = "none",
    awards: bool = False,
    bodies: Iterable[str | Path] = (),
) -> Qualmap:
    """The bundled catalogue, with your own framework records (paths of YAML files) beside it.

    ``store`` names a folder that keeps the graph from one run to the next, so that the first query need not build it.
    ``crosswalks`` says which computed ones the graph holds beside the records: ``none``, ``regional`` (to and from the
    frameworks that countries share) or ``all``; ``awards`` whether it holds the awards that people hold and what
    recognition bodies say of them. ``bodies`` are your own lists of awarding bodies, for ``assess``.
    Raises RecordError for a record that cannot be read or does not fit.
    """
    from qualmap.facade import Qualmap

    return Qualmap.load(extra, store=store, crosswalks=crosswalks, awards=awards, bodies=bodies)


def open(address: str, *, timeout: float = 60.0) -> Remote:  # noqa: A001  # read as qualmap.open
    """A server of your own that holds the published graph, asked by the SPARQL 1.1 Protocol at its address.

    ``timeout`` is in seconds, for each step of an answer. Nothing is sent before the first query. Raises RemoteError
    for what is no address.
    """
    from qualmap.store.remote import Remote

    return Remote(address, timeout=timeout)


_HOMES = {
    "Qualmap": "qualmap.facade",
    "Found": "qualmap.catalog.lookup",
    **dict.fromkeys((name for name in __all__ if name.endswith("Error")), "qualmap.errors"),
    **dict.fromkeys(("Award", "Framework", "Passport", "Policy", "Sought"), "qualmap.records"),
    **dict.fromkeys(("Crosswalk", "Evidence", "Mapping", "WhatIf"), "qualmap.crosswalk.model"),
    **dict.fromkeys(
        ("AwardEntry", "AwardExplained", "CountryAwards", "TitleMatch", "TitleSearch"), "qualmap.awards.model"
    ),
    "BackgroundPaper": "qualmap.background.model",
    "Corridor": "qualmap.corridors.model",
    "Judgement": "qualmap.assessment.model",
    "Limits": "qualmap.store.limits",
    "Remote": "qualmap.store.remote",
    **dict.fromkeys(("IRI", "Rows", "Text"), "qualmap.store.rows"),
}


def __getattr__(name: str) -> object:
    """Import the public names when they are first used: ``import qualmap`` itself stays light."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'qualmap' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
