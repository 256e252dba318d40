"""The full model: beside the C clinic, on several threads, with all policies."""

import os
import statistics

from .programs import Missing, alternate, compiled, run
from .tables import NOT_MEASURED, rates, ratios, spread, table, verdict

# Runs of the C program beside each run of the full model, which takes much longer.
REFERENCE_RUNS = 10
# Share of C's counted events per second that the full model is to reach.
TARGET = 0.7


def full(bench, *words):
    """A run of the full model by the pair's number."""
    return lambda number: run([bench, "full", "--seed", number, "--json", *words])


def measure(bench, quick):
    """The full model and the C clinic at 10,000 patients."""
    pairs = 3 if quick else 8
    quiet = run([bench, "quiet", "--json"])
    try:
        program = compiled("ref_clinic.c")
    except Missing as reason:
        return {"missing": str(reason), "quiet": quiet}

    def theirs(number):
        seeds = range(REFERENCE_RUNS * number, REFERENCE_RUNS * (number + 1))
        runs = [run([*program, 10_000, seed, 0.4]) for seed in seeds]
        total = {name: sum(r[name] for r in runs) for name in ("events", "waits", "admissions", "cpu")}
        # Joining the line and admission are counted, but are no events of C's heap.
        total["taken"] = total["events"] - total["waits"] - total["admissions"]
        return total

    return {"quiet": quiet, "pairs": alternate(full(bench, "--replications", 1), theirs, pairs)}


def section(facts):
    """The full model beside the C clinic, and the row of targets."""
    name = f"full model: at least {TARGET} of C's events per second"
    head = "## The full model beside the C clinic\n\n"
    if "missing" in facts:
        return f"{head}Not measured: {facts['missing']}.\n", [(name, NOT_MEASURED)]
    ours, theirs = facts["pairs"]
    quiet = facts["quiet"]
    shares = [100 * quiet[which] / quiet["events"] for which in ("quiet_at_least", "quiet_at_most")]
    rows = [(label, spread(rates(ours, mine)), spread(rates(theirs, its)),
             spread(ratios(rates(ours, mine), rates(theirs, its))))
            for label, mine, its in (("all events / C's events", "events", "events"),
                                     ("all events / events from C's heap", "events", "taken"),
                                     ("life events / C's events", "life_events", "events"))]
    ratio = statistics.median(ratios(rates(ours), rates(theirs)))
    people = ours[0]["people"]
    spent = 1000 / statistics.median(rates(ours))
    allowed = spent * ratio / TARGET
    text = f"""{head}All attributes and clocks, shipped parameters, no policies: 20 communities of 5,000 people, 5 years, places in
treatment for a tenth of the people in OTPs and a tenth in offices, so that waiting lists are used. One
thread, {len(ours)} pairs with the C clinic at 10,000 patients. C's clinic knows 7 states and 2 clocks; the full model
has {people:,} people with 7 clocks, appointments, tolerance and genotypes each, so the ratio says how much
the detail costs, not which language is faster.

{table(("what is counted", "moudsim, M/s", "C, M/s", "ratio"), rows)}

*All events* is everything that happens in moudsim's event loop, `Simulation.processedEvents`: what is taken from
the queue, and what is private to a person and therefore taken at once. {shares[0]:.0f} to {shares[1]:.0f} % of them change no count: they
review a modifier that depends on time, such as tolerance or the first weeks of treatment, or are an appointment
that leaves everything as it is. *Life events* is what the outcome counts ({ours[0]['life_events'] / people:.0f} per person, of
{ours[0]['events'] / people:.0f} events), a fatal overdose once. *C's events* is what C counts; joining the line and admission are among
them, though its heap does not hold them. The seconds of both include making the people.
"""
    if ratio < TARGET:
        text += f"""
{TARGET} of C's counted events would leave {allowed:.0f} nanoseconds for an event, which takes {spent:.0f} now. The powers of the
Weibull clocks take about 13 of them (*What was tried*). What would be needed, by estimate: a drop-out clock that
keeps its cumulative hazard and looks for its date only if that may come before the next change of use would save
a third of the powers; the others would have to be taken for several people at once, in vectors, but events are
handled one by one.
"""
    return text, [(name, verdict(f"{ratio:.2f}", ratio >= TARGET))]


def thread_counts():
    """2, 4, 8 ... and all cores."""
    cores = os.cpu_count() or 1
    counts = [count for count in (2, 4, 8, 16, 32, 64, 128) if count < cores]
    return counts + [cores] if cores > 1 else counts


def measure_threads(bench, quick):
    """The same experiment on one thread and on more, in pairs."""
    # Tasks enough that the last, during which other threads have nothing to do, weighs little.
    words = ("--replications", 1 if quick else 9)
    return {count: alternate(full(bench, *words, "--threads", 1), full(bench, *words, "--threads", count),
                             2 if quick else 7) for count in thread_counts()}


def thread_section(facts):
    """More threads beside one, and the row of targets."""
    name = "threads: at least 0.95 of the number of cores times one thread"
    if not facts:
        return "## Threads\n\nNot measured: there is one core.\n", [(name, NOT_MEASURED)]
    rows, result = [], NOT_MEASURED
    for count, (one, more) in facts.items():
        speedup = ratios([r["wall"] for r in one], [r["wall"] for r in more])
        used = [[r["cpu"] / r["wall"] for r in runs] for runs in (one, more)]
        work = ratios([r["cpu"] for r in more], [r["cpu"] for r in one])
        # Pairs in which other programs took almost nothing.
        quiet = [s for s, a, b in zip(speedup, *used) if a > 0.97 and b > 0.95 * count]
        rows.append((count, spread(rates(one, seconds="wall")), spread(rates(more, seconds="wall")),
                     spread(used[1]), spread(speedup), f"{len(quiet)} of {len(one)}", spread(work, 3)))
        if quiet:
            value = statistics.median(quiet)
            result = verdict(f"{value:.2f} on {count} ({len(quiet)} undisturbed pairs of {len(speedup)})",
                             value >= 0.95 * count)
        else:
            value = f"{statistics.median(speedup):.2f} on {count} shared with other programs"
            result = f"{value}; at most {count / statistics.median(work):.2f} by processor time | **not shown**"
    head = ("threads", "M/s of wall time, one thread", "all threads", "cores used", "speed-up",
            "undisturbed pairs", "processor time over one thread's")
    text = f"""## Threads

Tasks (replications of 20 communities) through the runner, in pairs with one thread. *Cores used* is processor time
over wall time: less than the threads means that other programs had the cores meanwhile. A pair is undisturbed if
both runs had more than 0.95 of theirs.

{table(head, rows)}
"""
    return text, [(name, result)]


def measure_policies(bench, quick):
    """The full model with every shipped policy in force, and with none."""
    words = ("--replications", 1)
    return alternate(full(bench, *words, "--policies"), full(bench, *words), 2 if quick else 3)


def policy_section(facts):
    """All shipped policies beside none, and the row of targets."""
    every, none = facts
    ratio = ratios(rates(every), rates(none))
    rows = [("every shipped policy", spread(rates(every))), ("none", spread(rates(none))),
            ("ratio", spread(ratio))]
    text = f"""## Policies

The full model with all shipped policies in force at once (`moudsim-bench full --policies`), the worst case, and with
none: million events per CPU second, {len(every)} pairs.

{table(("", "min / median / max"), rows)}
"""
    median = statistics.median(ratio)
    return text, [("all shipped policies: at least 0.7 of the speed with none",
                   verdict(f"{median:.2f}", median >= 0.7))]
