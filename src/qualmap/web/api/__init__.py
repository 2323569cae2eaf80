"""``/api``: the operations of the library as JSON."""
