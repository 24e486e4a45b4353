"""What the judge of figures learns from, and how: `python -m training figures`, and how sure it may be: `python -m training confidence`."""
