"""Enrollments in sections and training plans, and what they come to.

A changed attempt becomes the status and score of its enrollment (`enrollment_progress.py`); one that was passed has a certificate.
"""
