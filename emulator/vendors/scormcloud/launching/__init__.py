"""From a launch link to the player.

The API creates a link (`launch_links.py`), and a browser opens it (`launch_pages.py`). That may create a new instance (`restarting.py`),
and ends in a launch of the player (`playing.py`).
"""
