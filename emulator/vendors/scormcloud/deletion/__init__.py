"""Deleting courses, versions, registrations and learners, with everything that belongs to them.

Above all other folders, so that none of them has to know what hangs on its rows.
"""
