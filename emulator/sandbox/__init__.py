"""The sandbox: its clock, ids, limits, settings and journal."""
