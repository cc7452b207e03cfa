"""The LRS: a test module for each group of requirements of the xAPI specification."""
