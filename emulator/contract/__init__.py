"""A vendor's operations and types as data, with the evidence for each part; and what is done by it."""
