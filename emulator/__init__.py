"""A self-hosted stand-in for the APIs of Litmos, SCORM Cloud and NexPort Campus."""

__version__ = "0.1.0"
