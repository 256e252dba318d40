"""The semi-Markov model: moudsim, C++ and hesim against the renewal equation."""

import statistics

from . import agreement
from .programs import Missing, compiled, in_python, in_r, run
from .races import HEAD, race, row
from .tables import NOT_MEASURED, rates, spread, table, verdict

PATIENTS, DRAWS = 1_000, 1_000
WANTED = 1.7
# Shares of fewer trajectories are not compared.
FEWEST = 50


def cells(runs):
    """The states and years that a program reports."""
    return [name for name in runs[0] if name.startswith("year_")]


def mean(runs, name):
    return statistics.fmean(r[name] for r in runs)


def error(runs, name):
    """Standard error of the mean over runs; each run knows that of its own."""
    return sum(r["se_" + name.removeprefix("year_")] ** 2 for r in runs) ** 0.5 / len(runs)


def expected(runs, share):
    """Trajectories expected with such a share; below a few dozen they are not normal."""
    return share * PATIENTS * DRAWS * len(runs)


def z_exact(runs, exact):
    """z of each share beside the renewal equation."""
    for name in cells(runs):
        if expected(runs, exact[name]) >= FEWEST:
            yield agreement.z_value(mean(runs, name) - exact[name], error(runs, name))


def z_between(theirs, ours):
    """z of each share between two programs with uncertain parameters."""
    for name in cells(ours):
        if expected(theirs, mean(ours, name)) < FEWEST:
            continue
        both = (error(theirs, name) ** 2 + error(ours, name) ** 2) ** 0.5
        yield agreement.z_value(mean(theirs, name) - mean(ours, name), both)


def measure(bench, quick):
    """The race with uncertain parameters; all programs against theory without."""
    command = [bench, "semi-markov", "--patients", PATIENTS, "--json"]
    facts = {"races": [], "exact": exact_checks(command, quick)}
    reference = [run([*command, "--draws", DRAWS, "--seed", 1_000 + seed])
                 for seed in range(3 if quick else 8)]
    peers = (("C++, no queue", lambda: compiled("models/semi_markov/semi_markov.cpp")),
             ("hesim", lambda: in_r("models/semi_markov/hesim_semi_markov.R", "hesim", "0.5.6")))
    for name, words in peers:
        result = race(
            name, words, lambda seed: [*command, "--draws", DRAWS, "--seed", seed],
            lambda words, seed: [*words, PATIENTS, DRAWS, 0.05, seed], 3 if quick else 8,
            lambda theirs: agreement.worst(z_between(theirs, reference)))
        for r in result.get("ours", []) + result.get("theirs", []):
            r["trajectories"] = r["patients"] * r["draws"]
        facts["races"].append(result)
    return facts


def exact_checks(command, quick):
    """Programs without spread beside the renewal equation, and the control."""
    try:
        exact = run(in_python("models/semi_markov/renewal.py"))
        wrong = run(in_python("models/semi_markov/renewal.py", "1.0"))
    except Missing as reason:
        return {"missing": str(reason)}
    runs = [run([*command, "--spread", 0, "--draws", DRAWS, "--seed", seed])
            for seed in range(1, 3 if quick else 6)]
    facts = {"own": agreement.worst(z_exact(runs, exact)), "bound": exact["bound"],
             "wrong": agreement.worst(z_exact(runs, wrong), is_control=True),
             "trajectories": len(runs) * PATIENTS * DRAWS,
             "rows": [(year, state, exact[f"year_{year}_state_{state}"],
                       mean(runs, f"year_{year}_state_{state}")) for year in (1, 5, 10)
                      for state in range(6)]}
    if not agreement.agrees(facts["own"]) or agreement.agrees(facts["wrong"]):
        raise SystemExit(f"error: semi-Markov: z = {facts['own']:.2f}, control {facts['wrong']:.2f}")
    return facts


def section(facts):
    """The section, and the rows of targets."""
    runs = [r for f in facts["races"] if "ours" in f for r in f["ours"]]
    speed = rates(runs, "trajectories") if runs else None
    exact = facts["exact"]
    if "missing" in exact:
        check = f"The renewal equation was not solved: {exact['missing']}."
    else:
        shares = [[f"{value:.5f} / {seen:.5f}" for y, _, value, seen in exact["rows"] if y == year]
                  for year in (1, 5, 10)]
        head = ("year", "transplant", "recovery", "event", "recovery after event", "relapse", "death")
        check = f"""Without spread, {exact['trajectories']:,} trajectories beside the renewal equation
([`renewal.py`](../Benchmarks/models/semi_markov/renewal.py), error below {exact['bound']:.0e}): the largest z of all shares of {FEWEST} trajectories or more is {exact['own']:.1f}. Beside a model
with constant hazards they are refused by {abs(exact['wrong']):.0f} standard errors. Exact / moudsim:

{table(head, [(year, *row) for year, row in zip((1, 5, 10), shares)])}"""
    text = f"""## Semi-Markov

Six states, 12 transitions, Weibull clocks that start again at each change, uncertain parameters: 1,000 patients
under each of 1,000 draws, for 10 years. moudsim's streams are keyed by draw, patient and transition, so that
strategies share random numbers; each program writes a table of all changes and counts who is where. Speeds are
million trajectories per second of processor time, on one core.

moudsim: {spread(speed) if speed else 'not measured'}.

{table(("program", *HEAD), [row(f, "trajectories") for f in facts["races"]])}

{check}

hesim 0.5.6 was measured elsewhere, on another processor, at 1.0 to 1.7 million trajectories per second: no ratio
can be made of that.
"""
    hesim = next(f for f in facts["races"] if f["name"] == "hesim")
    beside = NOT_MEASURED
    if "theirs" in hesim and agreement.agrees(hesim["z"]):
        ratio = statistics.median(rates(hesim["ours"], "trajectories")) / statistics.median(
            rates(hesim["theirs"], "trajectories"))
        beside = verdict(f"{ratio:.2f} times", ratio >= 1)
    median = statistics.median(speed) if speed else 0
    return text, [
        ("semi-Markov: at least hesim's trajectories per second and core", beside),
        (f"semi-Markov: at least {WANTED} million trajectories per second and core",
         verdict(f"{median:.2f} million", median >= WANTED) if speed else NOT_MEASURED)]
