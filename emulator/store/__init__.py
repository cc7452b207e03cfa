"""Rows and files: the database, its unit of work, and the places where uploaded content is kept.

`Database` is opened by the house (`opening.py`) and brought up to date (`migration.py`). Everyone else uses a `UnitOfWork` of a sandbox,
with `Statement`s that are confined to it. Files are put in place before the row that refers to them, and removed after the COMMIT.
"""
