"""Sick-Sicker in continuous time: moudsim and C++ against exact costs and QALYs."""

from . import agreement
from .programs import compiled
from .races import HEAD, race, row
from .tables import rates, spread, table

# From the matrix exponential of the model's rates, discounted at ln 1.03 a year.
EXACT = {"cost_untreated": 91_690.38, "cost_treated": 170_438.10, "qalys_untreated": 14.19552,
         "qalys_treated": 14.69244, "life_years": 24.6268}
PATIENTS = 1_000_000


def z_values(runs, exact=None):
    """z of each mean beside its exact value."""
    for name, value in (exact or EXACT).items():
        mean = sum(r[name] for r in runs) / len(runs)
        error = sum(r["se_" + name] ** 2 for r in runs) ** 0.5 / len(runs)
        yield agreement.z_value(mean - value, error)


def measure(bench, quick):
    """The race, moudsim's own agreement, and the control."""
    patients = PATIENTS // (4 if quick else 1)
    facts = race(
        "C++, no queue", lambda: compiled("models/sick_sicker/sick_sicker.cpp"),
        lambda seed: [bench, "sick-sicker", "--patients", patients, "--seed", seed, "--json"],
        lambda words, seed: [*words, patients, seed], 3 if quick else 8,
        lambda theirs: agreement.worst(z_values(theirs)))
    if "missing" in facts:
        return facts
    for result in facts["ours"] + facts["theirs"]:
        result["trajectories"] = 2 * patients
    facts["own"] = agreement.worst(z_values(facts["ours"]))
    facts["wrong"] = agreement.worst(
        z_values(facts["ours"], {"qalys_untreated": EXACT["qalys_treated"]}), is_control=True)
    if not agreement.agrees(facts["own"]) or agreement.agrees(facts["wrong"]):
        raise SystemExit(f"error: Sick-Sicker: z = {facts['own']:.2f}, control {facts['wrong']:.2f}")
    return facts


def section(facts):
    """The section; no targets."""
    text = """## Sick-Sicker

Four states in continuous time for 31 years, both strategies, discounted costs and QALYs; exact values from the
matrix exponential. moudsim runs it with its event queue, gives a patient the same random numbers under both
strategies and keeps each patient's cost and QALYs for the decision analysis; the C++ program has no queue,
independent numbers, and keeps sums. Speeds are million trajectories per second of processor time.

"""
    if "missing" in facts:
        return text + f"Not run: {facts['missing']}.\n", []
    values = [(name, f"{exact:,.2f}" if exact > 100 else f"{exact:.4f}",
               *(f"{sum(r[name] for r in facts[who]) / len(facts[who]):,.{2 if exact > 100 else 4}f}"
                 for who in ("ours", "theirs"))) for name, exact in EXACT.items()]
    return text + f"""moudsim {spread(rates(facts['ours'], 'trajectories'))}; its largest z beside the exact values is {facts['own']:.1f}. The same
runs beside the other strategy's QALYs are refused by {abs(facts['wrong']):.0f} standard errors.

{table(("program", *HEAD), [row(facts, "trajectories")])}

{table(("mean", "exact", "moudsim", "C++"), values)}
""", []
