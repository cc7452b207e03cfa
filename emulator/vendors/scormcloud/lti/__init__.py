"""Dispatches as LTI 1.3 tools: a platform signs a learner in, the tool verifies this, launches the course, and sends the score back.

The tool's addresses are the vendor's (documented). What they contain, and what a launch checks, is the standard's.
"""
