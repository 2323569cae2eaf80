"""Build hook: checks the records and compiles them into the wheel; an editable install reads the YAML itself."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LEAVE_OUT = "QUALMAP_LEAVE_OUT"


class CompileRecords(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the records and ``qualmap/_records/catalogue.jsonl``, made afresh from the YAML of this very tree.

    Beside it stands one more for each folder that may be left out, unless it was: it is not there, or it is among the
    folders that ``QUALMAP_LEAVE_OUT`` names, divided by spaces (``crosswalks/evaluations frameworks/awards``).
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is put together. The working tree itself is left untouched."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from qualmap.catalog.build import build_catalogue
            from qualmap.catalog.files import compile_apart, compile_trees, compiled_apart, read_apart, read_tree
            from qualmap.catalog.validate import validate_paths
            from qualmap.errors import RecordError
            from qualmap.records.kinds import APART
        finally:
            sys.path.pop(0)
        documents = read_tree(root)
        catalogue = build_catalogue(documents)  # no wheel from records that do not hold together
        compiled = {"catalogue.jsonl": compile_trees(documents)}
        left_out = os.environ.get(LEAVE_OUT, "").split()
        for folder in (folder for folder in APART if folder not in left_out):
            if problems := validate_paths(catalogue, [root / name for name in read_apart(root, folder)]).problems:
                raise RecordError(problems)
            compiled[compiled_apart(folder)] = compile_apart(root, folder)
        for top in ("frameworks", "crosswalks"):
            for record in sorted((root / top).rglob("*")):
                name = record.relative_to(root)
                if record.is_file() and name.parent.as_posix() not in left_out:
                    build_data["force_include"][str(record)] = f"qualmap/_records/{name.as_posix()}"
        self._folder = tempfile.TemporaryDirectory()
        for file, records in compiled.items():
            if records:
                path = Path(self._folder.name) / file
                path.write_bytes(records)
                build_data["force_include"][str(path)] = f"qualmap/_records/{file}"
