"""Reading: the one door to the figures, and what is made of several answers."""
