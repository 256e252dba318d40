"""Whether two programs simulate the same model: before a speed, the counts.

Each comparison refuses a right program once in 100,000 times; all comparisons together at most as
often as their number by 100,000 says (Bonferroni). The numbers are counted, and the report tells.
"""

import math
import statistics

# The normal distribution leaves 1e-5 outside.
LIMIT = 4.417
_made = 0


def made():
    """Comparisons so far, controls not counted."""
    return _made


def z_of_means(theirs, reference, allowed=0.0):
    """Standard errors between the means of few runs and of many of the reference.

    The reference's standard deviation stands for both, so that three runs are enough. 'allowed' is how
    much more theirs may be for a reason that is known.
    """
    difference = statistics.fmean(theirs) - statistics.fmean(reference)
    difference = max(min(difference, 0.0), difference - allowed)
    deviation = statistics.stdev(reference)
    error = deviation * math.sqrt(1 / len(theirs) + 1 / len(reference))
    return z_value(difference, error, abs(statistics.fmean(reference)))


def z_value(difference, error, size=1.0):
    """Standard errors in a difference; without any error the two must be equal."""
    if error <= 1e-9 * size:
        return 0.0 if abs(difference) <= 1e-6 * size else math.inf
    return difference / error


def worst(values, is_control=False):
    """The z furthest from zero among those of one program."""
    global _made
    values = list(values)
    if not is_control:
        _made += len(values)
    return max(values, key=abs)


def agrees(z):
    """Whether a program may be compared in speed."""
    return abs(z) < LIMIT
