"""The page `/docs` as it is sent; tests/browser has it in a browser."""
