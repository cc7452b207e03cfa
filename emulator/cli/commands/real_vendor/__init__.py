"""The commands that look at a real vendor."""
