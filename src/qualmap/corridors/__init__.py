"""What is known of two countries, both ways."""
