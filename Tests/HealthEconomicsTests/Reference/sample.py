"""A probabilistic sample of three strategies, and what numpy makes of it.

    python3 sample.py          (numpy 2.4; writes sample.csv and sample_reference.csv beside itself)

Three uncertain parameters: p, the chance of cure under B; q, the excess of C over B; u, a utility. Costs
and effects also depend on noise that no parameter explains. Numbers are rounded before anything is
computed from them, so that the files hold all that the results depend on.
"""
import csv
import os

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(20140301)
n = 600
p = rng.beta(20, 30, n).round(4)
q = rng.normal(0.08, 0.06, n).round(4)
u = rng.uniform(0.55, 0.85, n).round(4)
years = 8.0
noise = rng.normal(0, 0.15, (3, n))
effect_a = years * u + noise[0]
effect_b = years * (u + (1 - u) * p) + noise[1]
effect_c = years * (u + (1 - u) * np.clip(p + q, 0, 1)) + noise[2]
cost_a = 4000 + rng.gamma(16, 250, n)
cost_b = 9000 + 20000 * (1 - p) + rng.gamma(16, 250, n)
cost_c = 21000 + 16000 * (1 - p - q) ** 2 + rng.gamma(16, 250, n)
effects = np.array([effect_a, effect_b, effect_c]).round(4)
costs = np.array([cost_a, cost_b, cost_c]).round(2)

with open(os.path.join(here, "sample.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow("p,q,u,cost_a,cost_b,cost_c,effect_a,effect_b,effect_c".split(","))
    writer.writerows(np.column_stack([p, q, u, costs.T, effects.T]).tolist())

with open(os.path.join(here, "sample_reference.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["quantity", "threshold", "strategy", "value"])
    for threshold in [0, 5000, 10000, 15000, 20000, 30000, 50000, 100000]:
        benefit = threshold * effects - costs
        winner = benefit.argmax(axis=0)
        mean = benefit.mean(axis=1)
        for strategy in range(3):
            writer.writerow(["ceac", threshold, strategy, repr(float((winner == strategy).mean()))])
            loss = (benefit.max(axis=0) - benefit[strategy]).mean()
            writer.writerow(["loss", threshold, strategy, repr(float(loss))])
        best = int(mean.argmax())
        gain = benefit.max(axis=0) - benefit[best]
        writer.writerow(["best", threshold, best, best])
        writer.writerow(["ceaf", threshold, best, repr(float((winner == best).mean()))])
        writer.writerow(["evpi", threshold, "", repr(float(gain.mean()))])
        writer.writerow(["evpi_se", threshold, "", repr(float(gain.std(ddof=1) / np.sqrt(n)))])
