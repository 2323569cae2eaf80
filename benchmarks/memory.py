"""Prints what the loaded catalogue takes in memory: peak of the Python objects that loading makes."""

from __future__ import annotations

import tracemalloc

from qualmap.catalog import read_catalogue


def main() -> None:
    """Load everything into models and print the sizes."""
    tracemalloc.start()
    catalogue = read_catalogue()
    frameworks = list(catalogue.frameworks.values())
    held, peak = tracemalloc.get_traced_memory()
    print(f"{len(frameworks)} editions in memory: {held / 1e6:.1f} MB held, {peak / 1e6:.1f} MB at the peak of loading")


if __name__ == "__main__":
    main()
