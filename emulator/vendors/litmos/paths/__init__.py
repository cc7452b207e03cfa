"""Learning paths of Litmos, and who has them.

A grant of a learning path grants each of its courses (`courses/course_assignments.py`).
The path is complete when its courses are: `results/results.py` decides.
"""
