"""What can be said of a holder without full documents."""
