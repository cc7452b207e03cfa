"""Faults that are asked for."""
