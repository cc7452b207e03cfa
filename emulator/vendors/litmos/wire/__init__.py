"""Litmos's dialect: reading XML and JSON bodies, paging and periods, and writing answers by the contract."""
