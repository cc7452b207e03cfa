"""A course package: its files and what its manifest says, read once by `readers/` and kept as a document.

`archive.py` and `xml.py` read what strangers made and trust none of it.
"""
