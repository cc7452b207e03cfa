"""Vendors against plain Python: any order of calls leaves what a model in a few sets says."""
