"""Course imports: a request starts the job, the job makes a version of a course, and its end may be posted to a URL."""
