"""The heart: evidence -> ladder -> joint distribution -> mapping, with its explanation."""
