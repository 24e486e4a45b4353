"""Imported by the process that the runs are forked from, before the first of them."""

from warmed import ready

ready()
