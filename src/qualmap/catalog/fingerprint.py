"""The hash by which catalogues, inputs, policies and judgements are known."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def fingerprint(value: Any) -> str:
    """A hash of JSON data, whatever the order of its keys: the same from YAML and from the compiled form."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
