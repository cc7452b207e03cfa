"""Authentication at SCORM Cloud: an application, by Basic credentials or by an OAuth token.

`credentials.py` puts two applications into every new sandbox; a token carries its application and scopes, so it is not stored.
"""
