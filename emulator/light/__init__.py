"""What keeps the start short: nothing is collected while modules are imported, and classes of data are cheap to define.

Called from everywhere; calls nothing. What a start does not load is in tests/light/test_ballast.py.
"""
