"""Photos that the program draws itself: simple scenes of the trade."""
