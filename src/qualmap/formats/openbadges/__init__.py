"""Open Badges 3.0: a skills passport, written and read."""
