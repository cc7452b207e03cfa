"""Statements: their form, checked by tables (`shapes.py`), stored, found and presented.

`statements.py` accepts and stores what the resources receive and indexes each by what it names (`references.py`); `finding.py` answers
queries from that index.
"""
