"""How good answers about awards are: places of kinds are fitted, and held-out statements are answered."""
