"""Writes what performance.py measured as docs/performance.md."""

import statistics

MEGABYTE = 1024 * 1024
PER_EVENT_LIMIT = 0.001
COMMANDS = """```
make bench                                             # all of it; writes this file
python3 Benchmarks/performance.py                      # all of it; prints it
python3 Benchmarks/clinic.py                           # the clinic's counts beside those of C
.build/release/moudsim-bench full --threads 2 --json   # one run; full --help tells more
.build/release/moudsim-bench allocations --control-allocation
```"""

TRIED = """| what | effect |
|---|---|
| a queue as tournament tree, or as heap with four children | 1.34 and 1.16 times the time of the wheel in a miniature of this model, though the tree was as fast in the hold model |
| wheel nodes of 3 or of 7 keys | not kept; how much it cost was not written down |
| buckets for 1, 4, 8, 16 events | 1 is a quarter slower; the others are equal |
| asking for the next bucket's first node early | 4 to 5 % faster |
| prefetching whole records of several cache lines when a bucket opens | kept |
| prefetching lists | not kept, but for the first node |
| a bucket's gathering in registers, the clock's fast paths inlined | 5 % faster at 10,000 |
| ten written-out rounds of Philox, inlined into the caller | streams 2.6 times faster: as fast as C |
| the clinic's own copy of Philox instead of `Randomness` | no gain (1.00 at 10,000, 1.02 at 100,000), so it was dropped |
| `borrowing` methods of the `~Copyable` simulation | they copied it: 24 % of the time in `memmove` until every method was `mutating` |
| a review refreshes only the clocks that it can change | kept |
| factors of seeking and tolerance kept in the record | kept: exponentials at changes only |
| yes-or-no attributes from compact uniforms, four to a block | kept: a quarter of the blocks when people are drawn |
| private events taken at once, up to the community's next event | kept; the outcome is the same bit by bit |
| unchecked builds, other processor flags, static linking | 0 to 2 % |"""


def spread(values, digits=2):
    """min / median / max of some numbers."""
    parts = (min(values), statistics.median(values), max(values))
    return " / ".join(f"{part:,.{digits}f}" for part in parts)


def ratios(over, under):
    """Ratios of neighbouring runs."""
    return [a / b for a, b in zip(over, under)]


def rates(runs, events="events", seconds="cpu"):
    """Millions of events per second of each run."""
    return [run[events] / run[seconds] / 1e6 for run in runs]


def table(head, rows):
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def slope(first, last, over, of):
    """Change of one field by change of another."""
    return (last[of] - first[of]) / (last[over] - first[over])


def clinic_section(facts):
    """The clinic beside C at both sizes."""
    rows, medians = [], []
    for case in facts["clinic"]:
        ours, theirs = rates(case["ours"]), rates(case["theirs"])
        ratio = ratios(ours, theirs)
        medians.append(statistics.median(ratio))
        rows.append((f"{case['patients']:,}", case["share"], spread(ours), spread(theirs),
                     spread(ratio), f"{case['z']:.2f}"))
    head = ("patients", "places per patient", "moudsim, M/s", "C, M/s", "ratio", "largest z, in size")
    text = f"""## The clinic beside C

The same model and the same 11 kinds of events in both: waiting list, induction, retention, relapse,
overdose ([`ref_clinic.c`](../Benchmarks/ref_clinic.c), `gcc -O3`: binary heap, one generator, overdose
times drawn again at each change). {facts['seeds']} pairs of runs at each size; M/s: million events per second
of processor time, min / median / max. Counts come first: the largest |z| over 16 outcomes must stay below 4.417.

{table(head, rows)}
"""
    return text, min(medians)


def full_section(facts):
    """The full model beside the C clinic."""
    ours, theirs = facts["full"]
    quiet = facts["quiet"]
    shares = [100 * quiet[name] / quiet["events"] for name in ("quiet_at_least", "quiet_at_most")]
    all_events = ratios(rates(ours), rates(theirs))
    rows = [
        ("all events / C's events", spread(rates(ours)), spread(rates(theirs)), spread(all_events)),
        ("all events / events from C's heap", spread(rates(ours)), spread(rates(theirs, "taken")),
         spread(ratios(rates(ours), rates(theirs, "taken")))),
        ("life events / C's events", spread(rates(ours, "life_events")), spread(rates(theirs)),
         spread(ratios(rates(ours, "life_events"), rates(theirs)))),
    ]
    people = ours[0]["people"]
    text = f"""## The full model beside the C clinic

All attributes and clocks, shipped parameters, no policies: 20 communities of 5,000 people, 5 years, places in
treatment for a tenth of the people in OTPs and a tenth in offices, so that waiting lists are used. One
thread, {facts['pairs']} pairs with the C clinic at 10,000 patients. C's clinic knows 7 states and 2 clocks; the full model
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
    return text, statistics.median(all_events)


def thread_section(facts):
    """Two threads beside one."""
    one, two = facts["threads"]
    speedup = ratios([r["wall"] for r in one], [r["wall"] for r in two])
    used = [[r["cpu"] / r["wall"] for r in runs] for runs in (one, two)]
    # Pairs in which other programs took almost nothing.
    quiet = [value for value, a, b in zip(speedup, *used) if a > 0.97 and b > 1.9]
    work = ratios([r["cpu"] for r in two], [r["cpu"] for r in one])
    rows = [
        ("1 thread", spread(rates(one, seconds="wall")), spread(used[0])),
        ("2 threads", spread(rates(two, seconds="wall")), spread(used[1])),
    ]
    undisturbed = f": {spread(quiet)}" if quiet else ""
    text = f"""## Two threads

80 tasks (4 replications of 20 communities) through the runner, {len(one)} pairs. *Cores used* is processor time over
wall time: less than 1 or 2 means that other programs had the cores meanwhile.

{table(("", "M/s of wall time", "cores used"), rows)}

Speed-up in wall time, all pairs: {spread(speedup)}. Undisturbed pairs (more than 0.97 and 1.9 cores used), {len(quiet)} of
{len(one)}{undisturbed}. Processor time of two threads over that of one: {spread(work, 3)}; on two cores of
one's own that allows at most {2 / statistics.median(work):.2f}.
"""
    return text, quiet, speedup, 2 / statistics.median(work)


def policy_section(facts):
    """All shipped policies beside none."""
    every, none = facts["policies"]
    rows = [
        ("every shipped policy", spread(rates(every))),
        ("none", spread(rates(none))),
        ("ratio", spread(ratios(rates(every), rates(none)))),
    ]
    text = f"""## Policies

The full model with all 31 shipped policies in force at once (`moudsim-bench full --policies`), the worst case, and with
none: million events per CPU second, {len(every)} pairs.

{table(("", "min / median / max"), rows)}
"""
    return text, statistics.median(ratios(rates(every), rates(none)))


def thread_verdict(quiet, speedup, limit):
    """The speed-up of undisturbed pairs, or why there is none."""
    if quiet:
        value = statistics.median(quiet)
        return verdict(f"{value:.2f} ({len(quiet)} undisturbed pairs of {len(speedup)})", value >= 1.9)
    value = f"{statistics.median(speedup):.2f} on cores shared with other programs"
    return f"{value}; at most {limit:.2f} by processor time | **not shown**"


def memory_section(facts):
    """Bytes per person and flatness."""
    sizes, repeats = facts["memory"]["sizes"], facts["memory"]["repeats"]
    rows = [(f"{r['people']:,}", f"{r['people'] - r['deaths']:,}",
             f"{r['peak_bytes'] / MEGABYTE:.1f}") for r in sizes]
    per_person = slope(sizes[0], sizes[1], "people", "peak_bytes")
    larger = slope(sizes[1], sizes[2], "people", "peak_bytes")
    for run in sizes:
        run["alive"] = run["people"] - run["deaths"]
    at_end = slope(sizes[0], sizes[1], "alive", "peak_bytes")
    flat = [(count, f"{r['peak_bytes'] / MEGABYTE:.1f}") for count, r in repeats]
    text = f"""## Memory

Peak resident memory of one run of one community over 5 years. All of them live at the start; who dies
keeps the record.

{table(("people", "living at the end", "peak, MB (2^20)"), rows)}

Bytes per person living at the start: **{per_person:.0f}** between the first two sizes, {larger:.0f} between the last two; per
person still living at the end {at_end:.0f}. {sizes[0]['record_bytes']} of them are the
records of a person, the others the queue's key and nodes and the waiting line's links.

Peak by replications, 4 communities of 5,000 people:

{table(("replications", "peak, MB (2^20)"), flat)}
"""
    return text, per_person, repeats[-1][1]["peak_bytes"] - repeats[0][1]["peak_bytes"]


def allocation_section(facts):
    """Allocations per event, and that the count counts."""
    plain, control = facts["allocations"]["plain"], facts["allocations"]["control"]
    rows = [(p["years"], f"{p['events']:,}", f"{p['allocations']:,}",
             f"{c['control_blocks']:,}", f"{c['allocations'] - p['allocations']:,}")
            for p, c in zip(plain, control)]
    per_event = slope(plain[0], plain[-1], "events", "allocations")
    note = ", which is what set-ups differ by" if per_event < PER_EVENT_LIMIT else ""
    head = ("years", "events", "allocations", "blocks on purpose", "allocations more with them")
    text = f"""## Allocations

Calls of `malloc` and its relatives by one run of 5,000 people with strata (sex, age, race), on a simulation
that has made the same run before: what the set-up allocates does not depend on the horizon, so the slope is
that of an event. The benchmark stands in for the allocator, so blocks freed at once count too. In the control a block
is allocated on purpose at each life event: the count must rise by as many.

{table(head, rows)}

Allocations per event, from the first to the last row: **{per_event:.6f}**{note}.
"""
    return text, per_event


def hold_section(facts):
    """The queue alone."""
    rows = [(f"{pending:,}", spread(values, 1)) for pending, values in facts["hold"]]
    return f"""## The queue alone

Hold model: pop an event, schedule it again; nanoseconds of processor time for both.

{table(("pending events", "ns"), rows)}
"""


def profile_section(facts):
    """Shares of processor time by group of functions."""
    if not facts["profile"]:
        return "## Where the time goes\n\nNot measured: `perf` is not installed.\n"
    rows = [(name, f"{share:.0f}") for name, share in facts["profile"] if share >= 0.5]
    return f"""## Where the time goes

Full model, one thread, `perf record -e cpu-clock`, by the function that ran ([`functions.py`](../Benchmarks/functions.py)). What
is inlined counts for its caller: the next event's choice, the queue's `schedule` and most of a clock are in the
handlers.

{table(("group", "% of samples"), rows)}
"""


def verdict(value, is_met):
    """A measured value with whether it reaches its target."""
    return f"{value} | {'yes' if is_met else '**no**'}"


def targets(rows):
    """The table of targets."""
    return "\n".join(["| target | measured (median) | met |", "|---|---|---|"]
                     + [f"| {name} | {result} |" for name, result in rows])


def document(facts):
    """The whole of docs/performance.md."""
    clinic, clinic_ratio = clinic_section(facts)
    full, full_ratio = full_section(facts)
    threads, *speedups = thread_section(facts)
    policies, policy_ratio = policy_section(facts)
    memory, per_person, growth = memory_section(facts)
    allocations, per_event = allocation_section(facts)
    summary = targets((
        ("clinic: at least the events per second of C, at both sizes",
         verdict(f"{clinic_ratio:.2f}", clinic_ratio >= 1)),
        ("full model: at least 0.7 of C's events per second",
         verdict(f"{full_ratio:.2f}", full_ratio >= 0.7)),
        ("two threads: at least 1.9 times one", thread_verdict(*speedups)),
        ("all shipped policies: at least 0.7 of the speed with none",
         verdict(f"{policy_ratio:.2f}", policy_ratio >= 0.7)),
        ("at most 256 bytes per living person", verdict(f"{per_person:.0f}", per_person <= 256)),
        ("memory flat in replications (2 to 60)",
         verdict(f"{growth / MEGABYTE:+.1f} MB", growth < 2 * MEGABYTE)),
        ("no allocation per event", verdict(f"{per_event:.6f}", per_event < PER_EVENT_LIMIT)),
    ))
    system = table(("", ""), facts["machine"].items())
    return f"""# Performance

Written by `make bench`; numbers of one machine at one time. Do not edit: run it again, or change
[`report.py`](../Benchmarks/report.py).

{summary}

{system}

{COMMANDS}

{clinic}
{full}
{threads}
{policies}
{memory}
{allocations}
{hold_section(facts)}
{profile_section(facts)}
## What was tried

Why the queue, the streams, the clocks and the records are as they are: [decisions](decisions/) 2 to 5.

{TRIED}
"""
