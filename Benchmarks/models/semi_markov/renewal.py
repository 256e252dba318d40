"""Who is where in the semi-Markov model without spread, from the renewal equation. Needs NumPy.

The model has no way back, so the entries into a state follow from those into the states before it:

    entries(j) = sum over k of entries(k) * density of leaving k for j,     * a convolution,
    share(j)   = entries(j) * survival in j.

On a grid, an entry in cell a and a stay that ends in cell b give an entry half in cell a + b, half in
cell a + b + 1. The error falls with the square of the step; two grids give an extrapolation and a
bound. Prints one line of JSON. An argument is another shape, to see a wrong model refused.
"""

import json
import sys

import numpy

STATES, YEARS = 6, 10
SHAPE = float(sys.argv[1]) if len(sys.argv) > 1 else 0.9
WAYS = ((1, 2, 4, 5), (3, 4, 5), (3, 4, 5), (4, 5), (), ())


def scales():
    """Scales of the ways out of each state, numbered from 1 in their order."""
    number, rows = 0, []
    for targets in WAYS:
        rows.append([2 + (number + k + 1) / 4 for k in range(len(targets))])
        number += len(targets)
    return rows


def shares(cells):
    """Shares at the end of each year, with so many cells a year."""
    count = YEARS * cells
    dates = numpy.arange(count + 1) / cells
    middle = (dates[:-1] + dates[1:]) / 2
    entries = [numpy.zeros(count) for _ in range(STATES)]
    result = numpy.zeros((YEARS + 1, STATES))
    for state, (targets, row) in enumerate(zip(WAYS, scales())):
        hazards = [(dates / scale) ** SHAPE for scale in row]
        total = sum(hazards, numpy.zeros(count + 1))
        survival = numpy.exp(-total)
        leaving = survival[:-1] - survival[1:]
        for target, hazard in zip(targets, hazards):
            part = leaving * numpy.diff(hazard) / numpy.diff(total)
            if state == 0:
                entries[target] += part
            else:
                both = numpy.convolve(entries[state], part)[:count]
                entries[target] += (both + numpy.append(0, both[:-1])) / 2
        for year in range(1, YEARS + 1):
            last = year * cells
            stays = year - middle[:last]
            total_at = sum(((stays / scale) ** SHAPE for scale in row), numpy.zeros(last))
            result[year, state] = entries[state][:last] @ numpy.exp(-total_at)
            if state == 0:
                result[year, 0] = survival[last]
    return result


coarse, fine = shares(200), shares(400)
best = fine + (fine - coarse) / 3
print(json.dumps({
    "bound": float(numpy.abs(best - fine).max()),
    "total": [float(total) for total in best[1:].sum(axis=1)],
    **{f"year_{year}_state_{state}": float(best[year, state])
       for year in range(1, YEARS + 1) for state in range(STATES)}}))
