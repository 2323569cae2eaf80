"""The catalogue and the computed answers as one published graph."""
