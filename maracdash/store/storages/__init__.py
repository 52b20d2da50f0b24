"""Storages: where submissions, releases and what is kept beside them stand: the data folder, or an object store."""
