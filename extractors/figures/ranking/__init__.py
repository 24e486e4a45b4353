"""Choosing what a figure's attributes are: the options that stand around it, and a small network that weighs them."""
