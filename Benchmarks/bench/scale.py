"""The full model from a town to a state in one process."""

from .programs import run
from .tables import MEGABYTE, table

SIZES = (20_000, 200_000, 2_000_000, 6_000_000)


def measure(bench, quick):
    """One community of each size, one run, one thread."""
    sizes = SIZES[:2] if quick else SIZES
    return [run([bench, "full", "--communities", 1, "--replications", 1, "--people", people, "--json"])
            for people in sizes]


def section(facts):
    """Speed and memory by people; no targets."""
    rows = [(f"{r['people']:,}", f"{r['events'] / 1e6:,.1f}", f"{r['cpu']:,.1f}",
             f"{r['events'] / r['cpu'] / 1e6:.2f}", f"{r['peak_bytes'] / MEGABYTE:,.0f}") for r in facts]
    least, most = facts[0], facts[-1]
    growth = (most["cpu"] / least["cpu"]) / (most["people"] / least["people"])
    return f"""## From a town to a state

The full model in one process, one thread, all people in one community, 5 years. From the first to the last size the
seconds per person grow by a factor of {growth:.2f}: the records no longer fit the processor's caches.

{table(("people", "million events", "CPU seconds", "M/s", "peak, MB (2^20)"), rows)}
""", []
