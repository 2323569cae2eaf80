"""JSON Schemas of the record formats and of the answers (crosswalk, what-if).

``python -m qualmap.schemas docs/schema`` writes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qualmap.assessment.model import Judgement
from qualmap.awards.model import TitleSearch
from qualmap.catalog.write import write_atomically
from qualmap.corridors.model import Corridor
from qualmap.crosswalk.model import Crosswalk, WhatIf
from qualmap.records import (
    Assumptions,
    Authorities,
    AwardingBodies,
    Awards,
    BackgroundRules,
    CatalogueInfo,
    CodeLists,
    CopyHosts,
    Corridors,
    CreditSystems,
    Evaluations,
    Framework,
    GenericTypes,
    Instrument,
    NotAwards,
    Parameters,
    Passport,
    Places,
    Policy,
    Professions,
    ProgressionRubric,
    Record,
    Referencing,
    TitleSearchModel,
    TitleWords,
    Validation,
    Wording,
)
from qualmap.records.award import Application
from qualmap.records.base import Result

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: dict[str, type[Record]] = {
    "framework": Framework,
    "referencing": Referencing,
    "instrument": Instrument,
    "evaluations": Evaluations,
    "parameters": Parameters,
    "assumptions": Assumptions,
    "progression": ProgressionRubric,
    "validation": Validation,
    "credit-systems": CreditSystems,
    "generic-types": GenericTypes,
    "wording": Wording,
    "policy": Policy,
    "background": BackgroundRules,
    "passport": Passport,
    "awarding-bodies": AwardingBodies,
    "awards": Awards,
    "professions": Professions,
    "authorities": Authorities,
    "places": Places,
    "title-words": TitleWords,
    "not-awards": NotAwards,
    "codes": CodeLists,
    "copy-hosts": CopyHosts,
    "title-search": TitleSearchModel,
    "corridors": Corridors,
    "application": Application,
    "catalogue": CatalogueInfo,
}
RESULTS: dict[str, type[Result]] = {
    "crosswalk": Crosswalk,
    "what-if": WhatIf,
    "find": TitleSearch,
    "corridor": Corridor,
    "judgement": Judgement,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Every published schema by file name."""
    found = {
        f"{name}.schema.json": {"$schema": DIALECT, **model.model_json_schema(mode="validation")}
        for name, model in RECORDS.items()
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
