"""What the judge of figures learns from, and how: `python -m training figures`, measured by `python -m training confidence`."""
