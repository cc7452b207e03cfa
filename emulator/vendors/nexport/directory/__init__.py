"""The directory: one tree of organizations and groups, the users in it, and their permissions.

A permission holds at its node and in everything below it (`permissions.py`).
"""
