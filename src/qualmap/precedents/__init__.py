"""An agency's own inventory of past judgements, in one SQLite file: the same facts should come to the same result.

What an entry holds follows the European Area of Recognition manual, chapter 2, example 1 (a database of earlier
assessment outcomes: title of the qualification; name, town and country of the institution; year of completion; nominal
length; the assessment; details of the programme and of access to further activities; year of the assessment),
http://ear.enic-naric.net/emanual/Chapter2/examples.aspx, secondary: read on 2026-11-23 in a stored copy. That such an
inventory also holds level, profile, purpose, reasons and the legislation of the time is general practice of the
centres, recalled and not checked.

Entries are keyed on facts of awards and never on persons: two holders of the same award for the same purpose share one
entry. Documents are not kept, nor any text in which a name could stand, unless the agency says so (``Keep.text``).
"""

from __future__ import annotations

from qualmap.precedents.entry import Precedent
from qualmap.precedents.recording import remember
from qualmap.precedents.retention import Keep
from qualmap.precedents.review import Reviewed, review
from qualmap.precedents.store import Store, opened

__all__ = ["Keep", "Precedent", "Reviewed", "Store", "opened", "remember", "review"]
