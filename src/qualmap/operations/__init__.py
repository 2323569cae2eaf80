"""What can be asked: one table of operations, from which command line, REST and the manual's reference are made."""
