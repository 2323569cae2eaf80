"""SSSOM: mapping sets, written and read."""
