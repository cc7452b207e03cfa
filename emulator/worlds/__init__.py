"""Worlds as wholes: making them, with credentials or as copies of others."""
