"""axe-core, which holds pages against WCAG. It is for the tests alone and brought in like what browsers run, at its first use."""
