"""The pages that links of the API open in a browser.

A sign-in link works once (`sign_in_links.py`) and leads to the learner's classrooms, whose assignments open in the player.
"""
