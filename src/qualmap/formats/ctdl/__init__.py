"""CTDL: frameworks and alignments, written and read."""
