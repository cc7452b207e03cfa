"""What makes a world: its clock, ids, limits, settings and journal."""
