"""Every figure passes plotly's own validation and uses bars and lines only."""
