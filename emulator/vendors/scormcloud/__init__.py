"""SCORM Cloud API v2."""
