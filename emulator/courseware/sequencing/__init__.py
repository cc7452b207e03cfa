"""SCORM 2004 sequencing: the settings for the player's script, and the state that is kept between launches.

The launch page passes both to the script, which does the sequencing in the browser and sends the state back.
"""
