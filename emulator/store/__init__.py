"""Rows and files: the database, its unit of work, and the places where uploaded content is kept.

`opening.py` opens the `Database` at the start and `migration.py` updates its tables. All other parts use a `UnitOfWork` of a sandbox, with
`Statement`s that are confined to it. Files are put in place before the row that refers to them, and removed after the COMMIT.
"""
