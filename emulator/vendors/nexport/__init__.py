"""NexPort Campus Web API v1."""
