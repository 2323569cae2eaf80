"""What an answer hangs on: variants of a question, how much each piece of evidence pulls, which missing fact helps."""
