"""From a launch link to the player.

A link is made by the API (`launch_links.py`), opened by a browser (`launch_pages.py`), may begin a new instance (`restarting.py`) and
ends in a launch of the player (`playing.py`).
"""
