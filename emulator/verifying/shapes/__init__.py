"""The shape of an answer: names, types, forms and order, without any value.

`record` and `verify` reduce the vendor's answers to shapes, so that the file can be published; `vocabulary.py` hides every word that is not
in the contract.
"""
