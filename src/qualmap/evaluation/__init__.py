"""How good are we: what fits the parameters and scores the answers. No officer's question runs it."""
