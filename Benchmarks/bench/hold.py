"""The hold model: moudsim's queue beside std::priority_queue, heapq and SimPy."""

import math

from . import agreement
from .programs import compiled, in_python, run
from .races import HEAD, race, row
from .tables import spread, table

SIZES = (1_000, 100_000, 1_000_000)


def script(name):
    return lambda: in_python(f"models/hold/{name}_hold.py")


# name, command, events, most pending events
PEERS = (
    ("C++, priority_queue", lambda: compiled("models/hold/hold.cpp"), 5_000_000, 1_000_000),
    ("Python, heapq", script("heapq"), 1_000_000, 100_000),
    ("SimPy", script("simpy"), 500_000, 100_000),
)


def z_values(theirs, ours):
    """z of the date of the last event. Steps are uniform, so that a process of them has a third of a
    Poisson process's variance, and not more than that process before it is stationary."""
    events = theirs[0]["events"]
    difference = (sum(r["clock_per_event"] for r in theirs) / len(theirs)
                  - sum(r["clock_per_event"] for r in ours) / len(ours))
    yield agreement.z_value(difference, math.sqrt((1 / len(theirs) + 1 / len(ours)) / events / 3))


def measure(bench, quick):
    """Races at all sizes, and the queue without random numbers."""
    facts, references = {}, {}
    for pending in SIZES:
        facts[pending] = []
        for name, command, events, most in PEERS:
            if pending > most:
                continue
            mine = lambda seed: [bench, "hold", "--draw", "--pending", pending, "--events", events,
                                 "--seed", seed, "--json"]
            reference = [run(mine(1_000 + seed)) for seed in range(3 if quick else 5)]
            references[pending, events] = reference
            facts[pending].append(race(
                name, command, mine, lambda words, seed: [*words, pending, events, seed],
                3 if quick else 5,
                lambda theirs: agreement.worst(z_values(theirs, reference))))
    # As many events of ten times the entities are fewer rounds: not yet stationary, so another clock.
    wrong = z_values(references[SIZES[-1], PEERS[0][2]], references[SIZES[-2], PEERS[0][2]])
    facts["wrong"] = agreement.worst(wrong, is_control=True)
    if agreement.agrees(facts["wrong"]):
        raise SystemExit(f"error: another hold model is not refused (z = {facts['wrong']:.2f})")
    facts["alone"] = [(pending, [
        run([bench, "hold", "--pending", pending, "--events", 5_000_000, "--json"])["ns_per_event"]
        for _ in range(2 if quick else 5)]) for pending in (1_000, 10_000, 100_000, 1_000_000)]
    return facts


def section(facts):
    """The section; no targets."""
    rows = []
    for pending in SIZES:
        for f in facts[pending]:
            rows.append((f"{pending:,}", *row(f, "events")))
    alone = [(f"{pending:,}", spread(values, 1)) for pending, values in facts["alone"]]
    return f"""## The queue alone

Hold model: pop an event, schedule it again at a uniform step from now. In the comparison every program draws the
step then (moudsim from a keyed stream); the date of the last event must agree, and does not with ten times the
pending events ({abs(facts['wrong']):.0f} standard errors). Speeds are million events per second of processor time.

{table(("pending", "program", *HEAD), rows)}

moudsim with steps that were drawn before, nanoseconds for a pop and a schedule:

{table(("pending events", "ns"), alone)}
""", []
