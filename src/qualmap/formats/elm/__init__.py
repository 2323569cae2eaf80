"""The European Learning Model, written and read."""
