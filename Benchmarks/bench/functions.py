"""Where the time of the full model and of the clinic goes, by groups of functions (perf, sampled by the CPU clock)."""

import os
import re
import shutil
import subprocess
import tempfile

from .tables import table

# The first pattern that is found in "library symbol" decides. Symbols are Swift's, mangled.
GROUPS = (
    ("powers, logarithms, exponentials (C library)", r"^libm"),
    ("GSL: quantiles and samplers", r"^libgsl"),
    ("set-up: drawing the people", r"PopulationSampler|AlleleFrequencies|CompactUniforms|populate"
                                   r"|startLife|startsInTreatment|seekFactor|CommonRates|5enter0"),
    ("random numbers: Philox, inversion", r"10Randomness"),
    ("event queue, waiting lines, places", r"EventQueue|WaitingLine|8Resource|AppointmentBook"),
    ("clocks and hazards", r"14DiscreteEvents|runOverdose|runDropout|runUseChange|runSeek"
                           r"|runOtherDeath|updateClocks|updateAfterReview"),
    ("tolerance and reviews", r"olerance|6review"),
    ("handlers of events, next event, books", r"14TreatmentModel|15ReferenceClinic"),
    ("Swift runtime and allocator", r"^libswift|malloc|free|^libc"),
    ("kernel", r"^\[kernel|^\[unknown"),
)


def group_of(name):
    """The group of one line of perf's report."""
    for group, pattern in GROUPS:
        if re.search(pattern, name):
            return group
    return "other"


def profile(commands):
    """Shares (%) of samples by group over the runs of some commands; None without perf."""
    if not shutil.which("perf"):
        return None
    shares = {}
    for command in commands:
        for group, share in samples(command).items():
            shares[group] = shares.get(group, 0) + share / len(commands)
    return shares


def samples(command):
    """Shares (%) of samples of one run by group."""
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "perf.data")
        record = ["perf", "record", "-q", "-e", "cpu-clock", "-F", "1999", "-o", data, "--"]
        subprocess.run(record + command, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        report = ["perf", "report", "-i", data, "--no-children", "--stdio", "-F",
                  "overhead,dso,symbol", "-t", "\t"]
        out = subprocess.run(report, check=True, capture_output=True, text=True).stdout
    shares = {}
    for line in out.splitlines():
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) < 3 or not fields[0].endswith("%"):
            continue
        group = group_of(f"{fields[1]} {fields[2]}")
        shares[group] = shares.get(group, 0) + float(fields[0][:-1])
    return shares


def measure(bench, quick):
    """Where the time goes, by model."""
    clinic = [str(bench), "clinic", "--patients", "100000", "--places-share", "0.4", "--seed"]
    models = {
        "full model": profile([[str(bench), "full"]]),
        "clinic": profile([[*clinic, str(seed)] for seed in range(1, 4 if quick else 13)]),
    }
    return models if all(models.values()) else None


def section(facts):
    """Shares of processor time by group of functions; no targets."""
    if not facts:
        return "## Where the time goes\n\nNot measured: `perf` is not installed.\n", []
    most = {group: max(shares.get(group, 0) for shares in facts.values()) for group, _ in GROUPS}
    most["other"] = max(shares.get("other", 0) for shares in facts.values())
    rows = [(group, *(f"{shares.get(group, 0):.0f}" for shares in facts.values()))
            for group in sorted(most, key=lambda group: -most[group]) if most[group] >= 0.5]
    return f"""## Where the time goes

The full model, and the clinic with 100,000 patients; one thread, `perf record -e cpu-clock`, by the function that ran ([`functions.py`](../Benchmarks/bench/functions.py)). What
is inlined counts for its caller: the next event's choice, the queue's `schedule` and most of a clock are in the
handlers.

{table(("% of samples", *facts), rows)}

To be 100 times as fast as a SimPy program with a list of our own the clinic would need about 21 million events per
second with 10,000 patients, 48 nanoseconds for an event. Two of three events draw a number, and each draw is a
chain of ten rounds of Philox and a logarithm, 13 nanoseconds each, in which every step waits for the one before.
What would be needed are draws made for several patients at once, before their events come.
Starsim's steps cost the same however many people something happens to in a day: with 100,000 patients it is
nearest to us, and farthest where few things happen.
""", []
