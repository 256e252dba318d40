"""Recomputes the decision analysis of a folder of `moudsim psa` from its matrices alone.

Standard library only, and by other methods where there are several: partial information by least
squares on a cubic polynomial instead of splines.

Usage: decision.py FOLDER THRESHOLD INPUT [ROTATE]
Prints one line for each comparison: name, the largest absolute difference, what it is compared with.
With ROTATE the rows of the inputs are shifted against the others, so that the input tells nothing.
"""

import csv
import sys


def matrix(path):
    with open(path, newline="") as file:
        rows = list(csv.reader(file))
    return rows[0], [[float(cell) for cell in row] for row in rows[1:]]


def table(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def solve(a, b):
    """Gaussian elimination with pivoting."""
    n = len(a)
    rows = [list(a[i]) + [b[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, n + 1):
                rows[r][c] -= factor * rows[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (rows[i][n] - sum(rows[i][c] * x[c] for c in range(i + 1, n))) / rows[i][i]
    return x


def cubic(x, y):
    """Fitted values of a cubic polynomial in standardised x."""
    mean = sum(x) / len(x)
    sd = (sum((v - mean) ** 2 for v in x) / len(x)) ** 0.5
    basis = [[((v - mean) / sd) ** k for k in range(4)] for v in x]
    a = [[sum(row[i] * row[j] for row in basis) for j in range(4)] for i in range(4)]
    b = [sum(row[i] * v for row, v in zip(basis, y)) for i in range(4)]
    beta = solve(a, b)
    return [sum(c * v for c, v in zip(beta, row)) for row in basis]


folder, threshold, key = sys.argv[1], float(sys.argv[2]), sys.argv[3]
names, costs = matrix(f"{folder}/costs.csv")
_, effects = matrix(f"{folder}/effects.csv")
keys, params = matrix(f"{folder}/params.csv")
n = len(costs)


def benefits(value):
    return [[value * e - c for e, c in zip(es, cs)] for es, cs in zip(effects, costs)]


def mean(values):
    values = list(values)
    return sum(values) / len(values)


main = table(f"{folder}/incremental.csv")[0]["perspective"]
acceptability = [
    row for row in table(f"{folder}/acceptability.csv") if row["perspective"] == main
]
worst = {"probability": 0.0, "expected_loss": 0.0, "evpi": 0.0}
for row in acceptability:
    nb = benefits(float(row["threshold"]))
    strategy = names.index(row["strategy"])
    share = mean(
        (1 / draw.count(max(draw)) if draw[strategy] == max(draw) else 0) for draw in nb
    )
    loss = mean(max(draw) - draw[strategy] for draw in nb)
    evpi = mean(max(draw) for draw in nb) - max(mean(c) for c in zip(*nb))
    for name, value in (("probability", share), ("expected_loss", loss), ("evpi", evpi)):
        worst[name] = max(worst[name], abs(value - float(row[name])))
for name, value in worst.items():
    print(name, repr(value))

if len(sys.argv) > 4:
    params = params[n // 2 :] + params[: n // 2]
x = [row[keys.index(key)] for row in params]
nb = benefits(threshold)
fitted = [cubic(x, column) for column in zip(*nb)]
evppi = mean(max(draw) for draw in zip(*fitted)) - max(mean(c) for c in fitted)
told = [
    row
    for row in table(f"{folder}/information.csv")
    if row["name"] == key and float(row["threshold"]) == threshold
][0]
print("evppi", repr(evppi), told["evppi"], told["evppi_se"])
