"""Courses of Litmos, and the users who have them.

Every reason to have a course (user, team, learning path, collection) is a grant in
`course_assignments.py`; with the last grant the user loses the course.
When a grant is added or removed, `results/results.py` calculates the course's result again.
"""
