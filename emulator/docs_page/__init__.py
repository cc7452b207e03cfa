"""The page `/docs`: each OpenAPI document in Swagger UI, with requests that can be sent. Nothing in it comes from the internet."""
