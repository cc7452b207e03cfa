"""A vendor's operations and types as data, with the evidence for each part, and the code that works from this data."""
