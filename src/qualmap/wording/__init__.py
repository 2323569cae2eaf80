"""Words for people: reasons and values said in a language that the records know."""

from qualmap.wording.localiser import RECORDS, Localiser

__all__ = ["RECORDS", "Localiser"]
