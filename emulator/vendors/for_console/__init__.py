"""What a vendor declares for the console: what people browse, and how they try a course out."""
