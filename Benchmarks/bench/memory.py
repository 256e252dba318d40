"""Memory and allocations of the full model."""

import json

from .programs import output, run
from .tables import MEGABYTE, slope, table, verdict

PER_EVENT_LIMIT = 0.001
PER_PERSON_LIMIT = 256


def measure(bench, quick):
    """Peak memory by people and by replications."""
    def peak(*words):
        return run([bench, "full", *words, "--json"])

    sizes = [peak("--communities", 1, "--replications", 1, "--people", people)
             for people in (20_000, 220_000, 420_000)]
    for result in sizes:
        result["alive"] = result["people"] - result["deaths"]
    repeats = [(count, peak("--communities", 4, "--replications", count))
               for count in ((2, 10) if quick else (2, 20, 60))]
    return {"sizes": sizes, "repeats": repeats}


def section(facts):
    """Bytes per person and flatness, and the rows of targets."""
    sizes, repeats = facts["sizes"], facts["repeats"]
    rows = [(f"{r['people']:,}", f"{r['alive']:,}", f"{r['peak_bytes'] / MEGABYTE:.1f}") for r in sizes]
    per_person = slope(sizes[0], sizes[1], "people", "peak_bytes")
    larger = slope(sizes[1], sizes[2], "people", "peak_bytes")
    at_end = slope(sizes[0], sizes[1], "alive", "peak_bytes")
    flat = [(count, f"{r['peak_bytes'] / MEGABYTE:.1f}") for count, r in repeats]
    growth = repeats[-1][1]["peak_bytes"] - repeats[0][1]["peak_bytes"]
    needed = "" if per_person <= PER_PERSON_LIMIT else f"""
{PER_PERSON_LIMIT} bytes would need {per_person - PER_PERSON_LIMIT:.0f} fewer. Seven clocks of 16 bytes are nearly half of the records. Three of them, for
seeking, patience and drop-out, never run at the same time: by calculation, one for all would save 26 bytes, and nodes
of 12 bytes instead of 16 in the queue about 7. But a clock that stands still keeps what is left of its threshold
until it runs again, which one for three could not: every result would change a little.
"""
    text = f"""## Memory

Peak resident memory of one run of one community over 5 years. All of them live at the start; who dies
keeps the record.

{table(("people", "living at the end", "peak, MB (2^20)"), rows)}

Bytes per person living at the start: **{per_person:.0f}** between the first two sizes, {larger:.0f} between the last two; per
person still living at the end {at_end:.0f}. {sizes[0]['record_bytes']} of them are the
records of a person, the others the queue's key and nodes and the waiting line's links.
{needed}
Peak by replications, 4 communities of 5,000 people:

{table(("replications", "peak, MB (2^20)"), flat)}
"""
    return text, [
        (f"at most {PER_PERSON_LIMIT} bytes per living person",
         verdict(f"{per_person:.0f}", per_person <= PER_PERSON_LIMIT)),
        (f"memory flat in replications ({repeats[0][0]} to {repeats[-1][0]})",
         verdict(f"{growth / MEGABYTE:+.1f} MB", growth < 2 * MEGABYTE))]


def measure_allocations(bench, quick):
    """Allocations over rising horizons, without and with a block allocated on purpose."""
    def lines(*words):
        text = output([bench, "allocations", "--json", *words])
        return [json.loads(line) for line in text.splitlines()]

    return {"plain": lines(), "control": lines("--control-allocation")}


def allocation_section(facts):
    """Allocations per event, and that the count counts; the row of targets."""
    plain, control = facts["plain"], facts["control"]
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
    return text, [("no allocation per event", verdict(f"{per_event:.6f}", per_event < PER_EVENT_LIMIT))]
