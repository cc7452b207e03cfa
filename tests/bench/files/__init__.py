"""What the bench measures of files: large packages, and many uploads."""
