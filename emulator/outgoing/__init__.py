"""Calls to other servers: fetches, postbacks and statement pipes share one client, one policy and one transport."""
