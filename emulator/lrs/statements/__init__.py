"""Statements: their form, checked by tables (`shapes.py`), stored, found and presented."""
