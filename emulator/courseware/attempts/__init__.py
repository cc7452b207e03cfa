"""Attempts: one learner's run of one package, its SCOs and their data. Every vendor reads and changes the same rows.

A vendor creates an attempt at the first launch. `play/run.py` and the LRS write its data; roll-up and the vendors' pages and lists read
it.
"""
