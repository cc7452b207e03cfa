"""Seed documents before any vendor reads them: from text to plain values, with everything repeated that is to be there many times."""
