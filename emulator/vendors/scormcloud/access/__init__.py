"""Authentication at SCORM Cloud: an application, by Basic credentials or by an OAuth token.

`credentials.py` creates two applications in every new sandbox. A token contains its application and scopes, so it is not stored.
"""
