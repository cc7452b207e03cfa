"""The journal of the control API, and what is waited for."""
