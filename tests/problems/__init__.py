"""Messages about wrong values."""
