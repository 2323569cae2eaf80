"""Fits the score of title searches, on titles that a generator distorted."""
