"""Teams of Litmos: members, leaders, and the team's assignments.

A member gets the team's courses and learning paths as grants (`team_courses.py`, `team_paths.py`) and loses these grants on leaving.
"""
