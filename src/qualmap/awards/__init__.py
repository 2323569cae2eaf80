"""What a record of an award means: the written rule for generic types, and its size."""
