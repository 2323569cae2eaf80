"""What binds two states, and who decides."""
