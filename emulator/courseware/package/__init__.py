"""A course package: its files and its manifest, read once by `readers/` and kept as a document.

`archive.py` and `xml.py` read untrusted input.
"""
