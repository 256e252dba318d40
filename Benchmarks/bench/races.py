"""A race: moudsim and another program on the same model, in pairs; counts first."""

import statistics

from . import agreement
from .programs import Missing, alternate, run
from .tables import digits, rates, ratios, spread


def race(name, command, ours, theirs, pairs, z):
    """Facts of one race. 'command' gives the program's words or raises Missing; 'ours' and 'theirs'
    give a command by the pair's number; 'z' compares their runs and returns the worst."""
    try:
        words = command()
        mine, other = alternate(
            lambda n: run(ours(n)), lambda n: run(theirs(words, n), is_peer=True), pairs)
    except Missing as reason:
        return {"name": name, "missing": str(reason)}
    return {"name": name, "ours": mine, "theirs": other, "z": z(other)}


def speeds(facts, work, unit=1e6):
    """Both speeds and their ratio, pair by pair."""
    ours, theirs = (rates(facts[who], work, unit=unit) for who in ("ours", "theirs"))
    return ours, theirs, ratios(ours, theirs)


def row(facts, work, unit=1e6):
    """Cells of a race: name, pairs, speeds, ratio, z. Who disagrees gets no ratio."""
    if "missing" in facts:
        return (facts["name"], "-", "-", f"not available here: {facts['missing']}", "-")
    ours, theirs, ratio = speeds(facts, work, unit)
    number = str(len(ratio))
    if not agreement.agrees(facts["z"]):
        return (facts["name"], number, "-", "**refused: counts disagree**", f"{facts['z']:.1f}")
    middle = statistics.median(theirs)
    return (facts["name"], number, f"{middle:,.{digits(middle) + (middle < 1)}f}",
            spread(ratio, digits(statistics.median(ratio))), f"{facts['z']:.1f}")


def median_ratio(facts, work):
    """The median of the ratio, or None if there is none."""
    if "missing" in facts or not agreement.agrees(facts["z"]):
        return None
    return statistics.median(speeds(facts, work)[2])


HEAD = ("pairs", "its speed", "moudsim's speed over its", "largest z, in size")
