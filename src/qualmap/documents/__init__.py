"""Answers on paper: statements, background papers, pages of corridors, pictures."""
