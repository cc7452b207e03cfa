"""Litmos API v1."""
