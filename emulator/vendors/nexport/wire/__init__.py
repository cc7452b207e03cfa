"""NexPort's dialect: read JSON and the form of Authenticate, page by headers, and write responses."""
