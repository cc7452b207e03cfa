"""The shape of an answer: names, types, forms and order, and no value of it.

`record` and `verify` make shapes of the vendor's answers, so that a file can be shown to others; `vocabulary.py` lets through only words
that the contract has.
"""
