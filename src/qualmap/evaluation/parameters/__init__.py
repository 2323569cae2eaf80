"""Fits the engine's parameters to the official links, and its confidence to held-out frameworks."""
