"""What the classifier of events learns from, and how: `python -m training events`."""
