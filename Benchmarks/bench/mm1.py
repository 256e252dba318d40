"""M/M/1: moudsim beside C++ and simulation libraries, against the exact mean wait."""

import math

from . import agreement
from .programs import compiled, in_python, in_r
from .races import HEAD, race, row
from .tables import rates, spread, table

RATE, SERVICE = 1.0, 1.1
LONG, SHORT = 1_000_000, 100_000


def script(name):
    return lambda: in_python(f"models/mm1/{name}_mm1.py")


# name, command, when to stop, pairs
PEERS = (
    ("C++, priority_queue", lambda: compiled("models/mm1/mm1.cpp"), LONG, 20),
    ("SimPy", script("simpy"), SHORT, 8),
    ("Ciw", script("ciw"), SHORT, 6),
    ("salabim", script("salabim"), SHORT, 6),
    ("simmer", lambda: in_r("models/mm1/simmer_mm1.R", "simmer", "4.4.7"), SHORT, 6),
)


def wait(service=SERVICE):
    """Mean wait before service."""
    return RATE / service / (service - RATE)


def wait_deviation(customers, service=SERVICE):
    """Standard deviation of the mean wait of so many customers, after Whitt (1989,
    doi:10.1287/mnsc.35.11.1341): waits that follow each other are alike."""
    load = RATE / service
    variance = load * (2 + 5 * load - 4 * load**2 + load**3) / (1 - load) ** 4 / service**2
    return math.sqrt(variance / customers)


def z_values(runs, service=SERVICE):
    """z of the mean wait and of the number of arrivals, beside theory."""
    customers = sum(r["served"] for r in runs)
    mean = sum(r["mean_wait"] * r["served"] for r in runs) / customers
    until = sum(r["until"] for r in runs)
    yield agreement.z_value(mean - wait(service), wait_deviation(customers, service))
    yield agreement.z_value(sum(r["arrivals"] for r in runs) - until, math.sqrt(until))


def measure(bench, quick):
    """Races, moudsim's own agreement, and the control."""
    facts = {"races": []}
    for name, command, until, pairs in PEERS:
        facts["races"].append(race(
            name, command,
            lambda seed: [bench, "mm1", "--until", until, "--seed", seed, "--json"],
            lambda words, seed: [*words, until, seed], 3 if quick else pairs,
            lambda theirs: agreement.worst(z_values(theirs))))
    own = [r for f in facts["races"] if "ours" in f for r in f["ours"] if r["until"] == LONG]
    if own:
        facts["own"] = agreement.worst(z_values(own))
        if not agreement.agrees(facts["own"]):
            raise SystemExit(f"error: moudsim's M/M/1 is not theory's (z = {facts['own']:.2f})")
        wrong = agreement.worst(z_values(own, 1.15), is_control=True)
        if agreement.agrees(wrong):
            raise SystemExit(f"error: another server is not refused (z = {wrong:.2f})")
        facts["wrong"] = wrong
    return facts


def section(facts):
    """The section; no targets."""
    long = [f for f in facts["races"] if "ours" in f and f["ours"][0]["until"] == LONG]
    note = ""
    if long:
        runs = long[0]["ours"]
        customers = sum(r["served"] for r in runs)
        mean = sum(r["mean_wait"] * r["served"] for r in runs) / customers
        note = (f"moudsim waits {mean:.4f} over {customers / 1e6:.0f} million customers (z {facts['own']:.1f}), "
                f"at {spread(rates(runs), 1)}. The same runs\nbeside a server of rate 1.15 are refused by "
                f"{abs(facts['wrong']):.0f} standard errors.\n\n")
    return f"""## M/M/1 beside other programs

Arrivals at rate 1, one server of rate 1.1: the exact mean wait before service is {wait():.4f}. C++ runs until
{LONG:,}, the others until {SHORT:,}; every program measures each customer's wait. Speeds are million events per
second of processor time.

{note}{table(("program", *HEAD), [row(f, "events") for f in facts["races"]])}

An event list of two events is the least that an engine can be asked for; what is timed is the process, the
random numbers and the waiting line around it.
""", []
