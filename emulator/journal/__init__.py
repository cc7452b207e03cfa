"""The journal of a sandbox: its entries, and reading them: filters, verdicts on what was called, exports."""
