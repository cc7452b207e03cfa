"""Enrollments in sections and training plans, and their results.

A changed attempt sets the status and score of its enrollment (`enrollment_progress.py`); a passed enrollment has a certificate.
"""
