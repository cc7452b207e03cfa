"""Course imports: a request starts the job, the job creates a version of a course, and the end of the import may be posted to a URL."""
