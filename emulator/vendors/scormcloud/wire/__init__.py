"""SCORM Cloud's dialect: reading JSON, the form and uploads, lists with their `more` tokens, and writing answers."""
