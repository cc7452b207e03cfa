"""Litmos's dialect: read XML and JSON bodies, paging and periods, and write responses by the contract."""
