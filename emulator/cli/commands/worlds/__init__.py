"""Commands for worlds as wholes."""
