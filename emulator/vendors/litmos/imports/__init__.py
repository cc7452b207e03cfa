"""Bulk imports of Litmos.

A request stores its records and starts a job (`bulk_imports.py`); the job takes a few records at a time and calls the rules of users,
courses and results as single requests would (`user_imports.py`, `course_imports.py`, `history_imports.py`).
"""
