"""An answer drawn, as a plain dict that Plotly understands."""
