"""What a newcomer needs of the vendor in the console: known clients, and a walk through the API."""
