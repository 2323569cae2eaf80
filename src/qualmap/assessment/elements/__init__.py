"""The five elements of an award, each with a verdict of its own."""
