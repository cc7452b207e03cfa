"""The NexPort section of a seed document.

`form.py` describes its members; `section.py` creates the parts in an order in which every reference exists.
"""
