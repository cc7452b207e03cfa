"""What is wrong with a value, for people."""
