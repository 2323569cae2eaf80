"""JSON Schemas of all kinds of record and of the answers.

``python -m qualmap.schemas docs/schema`` writes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qualmap.assessment.model import Judgement
from qualmap.awards.comparison import Comparison
from qualmap.awards.model import TitleSearch
from qualmap.catalog.write import write_atomically
from qualmap.corridors.model import Corridor
from qualmap.crosswalk.model import Crosswalk, WhatIf
from qualmap.records.base import Result
from qualmap.records.kinds import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RESULTS: dict[str, type[Result]] = {
    "crosswalk": Crosswalk,
    "what-if": WhatIf,
    "find": TitleSearch,
    "comparison": Comparison,
    "corridor": Corridor,
    "judgement": Judgement,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Every published schema by file name."""
    found = {
        f"{kind.name}.schema.json": {"$schema": DIALECT, **kind.model.model_json_schema(mode="validation")}
        for kind in KINDS
    }
    for name, result in RESULTS.items():
        found[f"{name}.schema.json"] = {"$schema": DIALECT, **result.model_json_schema(mode="serialization")}
    return found


def render(schema: dict[str, Any]) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write every schema into a folder."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        write_atomically(folder / name, render(schema).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
