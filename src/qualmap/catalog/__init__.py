"""Reads the records, checks that they fit together, and finds them by name."""

from qualmap.catalog.build import build_catalogue, from_compiled, read_catalogue
from qualmap.catalog.catalogue import Catalogue, read_framework

__all__ = ["Catalogue", "build_catalogue", "from_compiled", "read_catalogue", "read_framework"]
