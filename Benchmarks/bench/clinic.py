"""The reference clinic: moudsim beside C, plain Python and every simulation library there is."""

import statistics

from . import agreement
from .programs import Missing, compiled, in_python, in_r, run
from .races import HEAD, median_ratio, race, row
from .tables import NOT_MEASURED, rates, spread, table, verdict

OUTCOMES = (
    "arrivals waits admissions reneges reseeks ind_ok ind_fail dropouts relapses reentries ods deaths "
    "mean_occ mean_occ_y1on mean_queue mean_wait_waited events"
).split()
DAYS = 1825
# patients, places per patient, moudsim's runs that the others are compared with
CASES = {"small": (1_000, 0.4, 300), "middle": (10_000, 0.4, 300), "large": (100_000, 0.6, 60)}
WRONG_PATIENCE = 60


def script(name, *words):
    return lambda: in_python(f"models/clinic/{name}_clinic.py", *words)


# name, command, pairs by case, whether days are its steps
PEERS = (
    ("C, binary heap", lambda: compiled("ref_clinic.c"), {"middle": 30, "large": 30}, False),
    ("Python, heapq", script("heapq"), {"middle": 10, "large": 4}, False),
    ("SimPy, own list", script("simpy", "list"), {"middle": 10, "large": 4}, False),
    ("SimPy, Container", script("simpy", "container"), {"middle": 6}, False),
    ("SimPy, Resource", script("simpy", "resource"), {"middle": 6}, False),
    ("Mesa, events", script("mesa", "events"), {"middle": 6}, False),
    ("Mesa, daily steps", script("mesa", "steps"), {"middle": 5}, True),
    ("Starsim, daily steps", script("starsim"), {"middle": 6, "large": 4}, True),
    ("salabim, own list", script("salabim", "list"), {"small": 6, "middle": 5}, False),
    ("salabim, Resource", script("salabim", "resource"), {"small": 6}, False),
    ("Ciw", script("ciw"), {"small": 6}, False),
    ("simmer", lambda: in_r("models/clinic/simmer_clinic.R", "simmer", "4.4.7"),
     {"middle": 6, "large": 3}, False),
)


def ours(bench, case):
    patients, share, _ = CASES[case]
    return lambda seed: [bench, "clinic", "--patients", patients, "--places-share", share,
                         "--seed", seed, "--json"]


def z_values(theirs, reference, case, daily):
    """z of every outcome. In the crowded cases all places are full after the first year.

    A step of a day makes a wait up to a day longer, and the list by what all waits get longer.
    """
    for name in OUTCOMES:
        if name == "mean_occ_y1on" and case != "large":
            continue
        allowed = 0.0
        if daily and name == "mean_wait_waited":
            allowed = 1.0
        if daily and name == "mean_queue":
            allowed = statistics.fmean(r["waits"] for r in reference) / DAYS
        yield agreement.z_of_means([r[name] for r in theirs], [r[name] for r in reference], allowed)


def measure(bench, quick):
    """Races at all sizes, and the control."""
    facts = {}
    for case, (patients, share, runs) in CASES.items():
        reference = [run(ours(bench, case)(10_000 + seed)) for seed in range(runs // (1 + quick))]
        races = []
        for name, command, pairs, daily in PEERS:
            if case in pairs and not (quick and case == "large" and pairs[case] < 30):
                races.append(race(
                    name, command, ours(bench, case),
                    lambda words, seed: [*words, patients, seed, share],
                    3 if quick else pairs[case],
                    lambda theirs: agreement.worst(z_values(theirs, reference, case, daily))))
        facts[case] = races
        if case == "middle":
            facts["control"] = control(reference, patients, share)
    return facts


def control(reference, patients, share):
    """The worst z of a wrong model: C's clinic where people wait 60 days instead of 90."""
    try:
        program = compiled("ref_clinic.c")
    except Missing:
        return None
    wrong = [run([*program, patients, seed, share, DAYS, WRONG_PATIENCE]) for seed in (1, 2, 3)]
    z = agreement.worst(z_values(wrong, reference, "middle", False), is_control=True)
    if agreement.agrees(z):
        raise SystemExit(f"error: a clinic with another patience is not refused (z = {z:.2f})")
    return z


def section(facts):
    """The section, and the rows of targets."""
    parts = []
    for case, (patients, share, runs) in CASES.items():
        mine = rates([r for f in facts[case] if "ours" in f for r in f["ours"]])
        rows = [row(f, "events") for f in facts[case]]
        parts.append(f"""{patients:,} patients, {share} places per patient; moudsim {spread(mine, 1)}:

{table(("program", *HEAD), rows)}
""")
    refused = f"{abs(facts['control']):.0f} standard errors" if facts["control"] else "not run"
    text = f"""## The clinic beside other programs

The same model and the same 11 kinds of events in all: waiting list, induction, retention, relapse,
overdose ([`ref_clinic.c`](../Benchmarks/ref_clinic.c), [`models/clinic`](../Benchmarks/models/clinic)). Speeds are million
events per second of processor time, imports and the program's start left out; each pair has the same
size and seed. {len(OUTCOMES)} outcomes are compared with those of 60 to 300 runs of moudsim. Control: three runs of a
clinic where people wait {WRONG_PATIENCE} days instead of 90 are refused by {refused}.

{chr(10).join(parts)}
Each program at its best: SimPy and salabim with a waiting list of our own as well as with their resources (a
SimPy Resource searches all its users at each release, salabim its event list to cancel a patience); Mesa with its event list
as well as with steps; all Python with the cycle collector off. Starsim's and Mesa's steps are days: a wait may be
a day longer for it, which the comparison allows. Ciw looks at all individuals at each event, so it runs with
fewer patients. simmer was measured elsewhere, on another processor, at 37,000 events per second with 10,000
patients and 38,000 with 100,000: no ratio can be made of that.
"""
    return text, targets(facts)


def targets(facts):
    """Rows of the table of targets."""
    every = [f for case in CASES for f in facts[case]]

    def least(prefix):
        """The least ratio over sizes, each to the fastest variant."""
        by_case = [[median_ratio(f, "events") for f in facts[case] if f["name"].startswith(prefix)]
                   for case in ("middle", "large")]
        return min((min(r for r in values if r) for values in by_case if any(values)), default=None)

    rows = []
    for name, prefix, wanted in (("C's events per second", "C, ", 1), ("SimPy's at its best", "SimPy", 100),
                                 ("simmer's", "simmer", 200), ("Starsim's", "Starsim", 50)):
        found = least(prefix)
        times = "at least" if wanted == 1 else f"at least {wanted} times"
        rows.append((f"clinic: {times} {name}, at every size",
                     verdict(f"{found:.{0 if found >= 100 else 2 if wanted == 1 else 1}f}", found >= wanted)
                     if found else NOT_MEASURED))
    refused = [f["name"] for f in every if "z" in f and not agreement.agrees(f["z"])]
    rows.append(("clinic: every program counts the same",
                 verdict(", ".join(refused) or "all agree", not refused)))
    return rows
