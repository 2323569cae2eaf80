"""A crosswalk as JSON, in the shape of ``docs/schema/crosswalk.schema.json``."""

from __future__ import annotations

from qualmap.crosswalk.model import Crosswalk


def to_json(crosswalk: Crosswalk) -> str:
    """The crosswalk as the documented JSON object."""
    return crosswalk.model_dump_json(indent=2)
