"""Courses of Litmos, and who has them.

Every way to a course (user, team, learning path, collection) is a grant in
`course_assignments.py`; with the last grant the course is taken away.
A grant that comes or goes lets `results/results.py` count the course anew.
"""
