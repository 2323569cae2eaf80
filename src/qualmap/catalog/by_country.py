"""Folders of records that belong to one country each: read when that country is asked for, and never needed to load."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from qualmap.catalog.files import apart_print, first_line, read_compiled
from qualmap.catalog.parse import to_record
from qualmap.catalog.text import Compiled, read_document
from qualmap.records.base import Record

R = TypeVar("R", bound=Record)


class ByCountry:
    """The records of one kind at ``place``: a folder of YAML, or its compiled form; nothing where nothing is.

    A file belongs to what its name is or ends with: ``GH.yaml`` and ``nuffic--GH.yaml`` to Ghana.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._made: dict[str, tuple[Record, ...]] = {}

    def of(self, country: str, model: type[R]) -> tuple[R, ...]:
        """The records of a country in the order of their names. Raises RecordError for one that does not hold."""
        if country not in self._made:
            files = self._files.get(country, [])
            documents = (read_document(file) if isinstance(file, Path) else file for file in files)
            self._made[country] = tuple(to_record(document, model) for document in documents)
        return tuple(record for record in self._made[country] if isinstance(record, model))

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of which there are records, sorted."""
        return tuple(sorted(self._files))

    @cached_property
    def printed(self) -> str:
        """The fingerprint of all these records, none of which is read for it; empty where there are none."""
        return apart_print(self._place) if self._place.is_dir() else first_line(self._place)

    @cached_property
    def _files(self) -> dict[str, list[Path | Compiled]]:
        named: dict[str, Path | Compiled] = {}
        if self._place.is_dir():
            named = {path.stem: path for path in self._place.glob("*.yaml")}
        elif self._place.is_file():
            named = {Path(name).stem: record for name, record in read_compiled(self._place)[1].items()}
        found: dict[str, list[Path | Compiled]] = {}
        for name in sorted(named):
            found.setdefault(name.rpartition("--")[2], []).append(named[name])
        return found
