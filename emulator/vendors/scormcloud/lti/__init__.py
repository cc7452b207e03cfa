"""Dispatches as LTI 1.3 tools: a platform signs a learner in, the tool checks who they are, launches, and sends the score back.

The addresses of a tool are the vendor's (documented); what is in them, and what a launch checks, is the standard's.
"""
