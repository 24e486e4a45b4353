"""Whose a figure is, as far as the grammar of its sentence settles it, and who in that sentence can be no owner."""
