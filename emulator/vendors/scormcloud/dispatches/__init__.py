"""Dispatches: courses that are launched from other platforms, and the destinations that stand for these platforms.

A dispatch package (`dispatch_package.py`) opens `dispatch_pages.py` in the other platform. A learner's first launch creates a registration.
"""
