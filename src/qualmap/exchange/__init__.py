"""Crosswalks in the formats of others: JSON (the contract), CSV, SSSOM."""

from qualmap.exchange.csv import to_csv
from qualmap.exchange.json import to_json
from qualmap.exchange.sssom import to_sssom

__all__ = ["to_csv", "to_json", "to_sssom"]
