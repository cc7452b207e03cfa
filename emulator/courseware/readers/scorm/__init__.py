"""SCORM 1.2 and SCORM 2004: packages with an imsmanifest.xml; `scorm.py` reads one, the others read its parts."""
