"""Board packs of many Maracs at once, kept in the data folder as they are written: a run outlives the program."""
