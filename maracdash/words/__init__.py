"""An answer said in sentences."""
