"""The Litmos section of a seed document.

`section.py` creates its parts in the order in which they refer to each other, by the rules that requests use.
"""
