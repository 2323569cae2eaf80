"""What qualmap answers and holds, in the formats of others: JSON (the contract), CSV, SSSOM, ELM, CTDL."""

from qualmap.formats.csv import csv_lines, to_csv
from qualmap.formats.ctdl.write import crosswalk_to_ctdl, framework_to_ctdl
from qualmap.formats.elm.write import common_framework, to_elm
from qualmap.formats.json import to_json
from qualmap.formats.sssom.write import sssom_lines, to_sssom

__all__ = [
    "common_framework",
    "crosswalk_to_ctdl",
    "csv_lines",
    "framework_to_ctdl",
    "sssom_lines",
    "to_csv",
    "to_elm",
    "to_json",
    "to_sssom",
]
