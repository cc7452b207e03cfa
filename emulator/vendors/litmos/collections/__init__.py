"""Collections of Litmos: bundles of courses and learning paths, and their listings.

A listing says who may use a collection, for how long and how many (`listings.py`); the image of a new collection is downloaded first.
"""
