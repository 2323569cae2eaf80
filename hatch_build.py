"""Build hook: checks the records and compiles them into the wheel; an editable install reads the YAML itself."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRecords(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``qualmap/_records/catalogue.jsonl``, made afresh from the YAML of this very tree.

    Beside it stands one more for each folder that may be left out, unless it was.
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
            from qualmap.catalog.files import compile_trees, compiled_apart, read_apart, read_tree
            from qualmap.catalog.validate import validate_paths
            from qualmap.errors import RecordError
            from qualmap.records.kinds import APART
        finally:
            sys.path.pop(0)
        trees = {"catalogue.jsonl": read_tree(root)}
        catalogue = build_catalogue(trees["catalogue.jsonl"])  # no wheel from records that do not hold together
        for folder in APART:
            trees[compiled_apart(folder)] = apart = read_apart(root, folder)
            if problems := validate_paths(catalogue, [root / name for name in apart]).problems:
                raise RecordError(problems)
        self._folder = tempfile.TemporaryDirectory()
        for name, documents in trees.items():
            if documents:
                compiled = Path(self._folder.name) / name
                compiled.write_bytes(compile_trees(documents))
                build_data["force_include"][str(compiled)] = f"qualmap/_records/{name}"
