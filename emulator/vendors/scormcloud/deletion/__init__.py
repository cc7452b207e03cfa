"""Deleting courses, versions, registrations and learners, with everything that belongs to them.

This folder imports all others, so that no other folder has to know the rows that depend on its own.
"""
