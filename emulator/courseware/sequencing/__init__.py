"""SCORM 2004 sequencing: the input of the player's script, and the state that is kept between launches."""
