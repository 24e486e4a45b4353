"""The page: reports, their facts in place, companies and metrics, looked at and corrected in a browser on this machine."""
