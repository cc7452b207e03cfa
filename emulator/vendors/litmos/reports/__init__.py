"""What changed within a period: the delta queries, and what is for sale.

Nothing here changes anything; the rows' own stamps (`stamps.py`) are what a period is compared with.
"""
