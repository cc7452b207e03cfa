"""Rows and files: the database, its unit of work, and the folder that holds uploaded content."""
