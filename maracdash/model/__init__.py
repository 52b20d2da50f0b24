"""The nouns of the field: frozen, typed, standard library only."""
