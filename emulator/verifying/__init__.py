"""Checking how true the emulator is, with the user's own account at the vendor: running scenarios against both, recording through a proxy,
and comparing the shapes of answers, which contain no data.

The commands `verify`, `record` and `diff` call it. In a running server only `verified.py` is used; it adds the results of earlier runs to
the evidence.
"""
