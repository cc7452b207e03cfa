"""Worlds as wholes: sandboxes and their snapshots."""
