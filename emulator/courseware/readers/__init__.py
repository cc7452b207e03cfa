"""A reader for each family of standards; `reading.py` tries them in order."""
