"""Reads the records, checks that they fit together, and finds them by name."""

from qualmap.catalog.catalogue import Catalogue, build_catalogue, read_catalogue, read_framework

__all__ = ["Catalogue", "build_catalogue", "read_catalogue", "read_framework"]
