"""The migrations of Toy's tables: scripts/new-migration --vendor toy "What it adds"."""
