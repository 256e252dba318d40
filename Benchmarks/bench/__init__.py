"""Parts of performance.py: each measures something and writes its section of the report."""
