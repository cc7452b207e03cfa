"""SCORM Cloud's dialect: read JSON, the form and uploads, page lists with `more` tokens, and write responses."""
