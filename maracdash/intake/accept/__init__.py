"""Accept: check a set of files, keep it as a submission, publish."""
