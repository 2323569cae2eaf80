"""Build hook: checks the records and compiles them into the wheel; an editable install reads the YAML itself."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRecords(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``qualmap/_records/catalogue.jsonl``, made afresh from the YAML of this very tree."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is put together. The working tree itself is left untouched."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from qualmap.catalog.build import build_catalogue
            from qualmap.catalog.files import compile_trees, read_tree
        finally:
            sys.path.pop(0)
        documents = read_tree(root)
        build_catalogue(documents)  # refuses to build a wheel from records that do not hold together
        self._folder = tempfile.TemporaryDirectory()
        compiled = Path(self._folder.name) / "catalogue.jsonl"
        compiled.write_bytes(compile_trees(documents))
        build_data["force_include"][str(compiled)] = "qualmap/_records/catalogue.jsonl"
