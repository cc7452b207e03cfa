"""Dispatches: courses that other platforms launch, and the destinations they are for.

A dispatch package (`dispatch_package.py`) opens `dispatch_pages.py` in the other platform;
the first launch of a learner makes a registration.
"""
