"""Toy: a vendor of notes."""
