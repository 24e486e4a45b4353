"""For when a figure is: the periods that its words, its frame, its table and the report give it."""
