"""SCORM 2004 sequencing: what the player's script is given, and what of it is kept between launches."""
