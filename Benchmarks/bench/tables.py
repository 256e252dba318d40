"""Numbers and tables of the report."""

import statistics

MEGABYTE = 1024 * 1024


def spread(values, digits=2):
    """min / median / max of some numbers."""
    parts = (min(values), statistics.median(values), max(values))
    return " / ".join(f"{part:,.{digits}f}" for part in parts)


def digits(value):
    """Digits after the point that leave three that count."""
    return 0 if value >= 100 else 1 if value >= 10 else 2


def ratios(over, under):
    """Ratios of neighbouring runs."""
    return [a / b for a, b in zip(over, under)]


def rates(runs, events="events", seconds="cpu", unit=1e6):
    """Millions of events per second of each run."""
    return [run[events] / run[seconds] / unit for run in runs]


def table(head, rows):
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def slope(first, last, over, of):
    """Change of one field by change of another."""
    return (last[of] - first[of]) / (last[over] - first[over])


def verdict(value, is_met):
    """A measured value with whether it reaches its target."""
    return f"{value} | {'yes' if is_met else '**no**'}"


NOT_MEASURED = "- | **not measured here**"
