"""The shape of an answer: names, types, forms and order, and no value of it."""
