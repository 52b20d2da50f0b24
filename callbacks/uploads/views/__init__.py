"""View models: results of the library turned into the content of pages."""
