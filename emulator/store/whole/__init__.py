"""Rows of whole sandboxes, whatever tables they are in."""
