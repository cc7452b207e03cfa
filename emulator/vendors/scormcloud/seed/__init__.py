"""The SCORM Cloud section of a seed document: `section.py` creates it by the rules that requests use."""
