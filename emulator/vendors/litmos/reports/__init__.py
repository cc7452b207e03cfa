"""Changes within a period: the delta queries, and the items for sale.

These modules change nothing; they compare the period with the rows' own time stamps (`stamps.py`).
"""
