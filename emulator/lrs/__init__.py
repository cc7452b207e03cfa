"""A learning record store: xAPI 1.0.3 and 2.0. It knows no vendor; the vendor that offers an LRS supplies the
caller and its permissions.
"""
