"""NexPort's dialect: reading JSON and the form of Authenticate, paging by headers, and writing answers."""
