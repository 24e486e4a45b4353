"""What the name tagger learns from, and how: `python -m training names`."""
