"""The directory: one tree of organizations and groups, the users in it, and their permissions.

A permission applies to its node and to everything below (`permissions.py`).
"""
