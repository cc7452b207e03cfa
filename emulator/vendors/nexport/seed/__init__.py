"""The NexPort section of a seed document.

`form.py` says what may be in it; `section.py` creates the parts in the order in which they refer to each other.
"""
