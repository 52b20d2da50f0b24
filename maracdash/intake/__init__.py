"""From bytes to an accepted submission, or to every problem that stands in its way."""
