"""xAPI: the LRS of each application, its credentials, and statement pipes.

A stored statement updates the progress of its registration, and starts the jobs of the pipes that lead away from the LRS
(`statement_effects.py`).
"""
