"""What a title means: the written rule for generic types."""
