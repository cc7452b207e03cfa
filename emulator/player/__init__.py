"""The player: the pages that a launch opens in a learner's browser, and what they send back.

A vendor stores a launch and returns its link. `app.py` serves what is below `/launch` and `/content`: the page (`launch_page.py`), the
messages of its script (`playing.py`), the files of the course, and the LRS calls of a course. A commit changes the attempt, and then
every vendor is told.
"""
