#!/usr/bin/env python3
"""Run the reference clinic in C and on moudsim, side by side; counts first, speed second.

    swift build -c release --product moudsim-bench
    python3 Benchmarks/clinic.py

performance.py uses the same functions for docs/performance.md.

Both programs simulate the same model with their own random numbers. Runs are interleaved, one
process each, one thread. The ratio of events per CPU second is printed only for sizes at which all
counts agree: |z| < 4.417 for each mean over the seeds (two samples, so about 3 false alarms in
100,000 comparisons at 30 seeds). Ratios are per pair of neighbouring runs.
"""

import argparse
import json
import math
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LIMIT = 4.417
CASES = ((10_000, 0.4), (100_000, 0.6))
OUTCOMES = (
    "waits admissions reneges reseeks ind_ok ind_fail dropouts relapses reentries ods deaths "
    "mean_occ mean_occ_y1on mean_queue mean_wait_waited events"
).split()


def compile_reference(folder):
    """Compile ref_clinic.c with -O3 and return the path of the program."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "ref_clinic"
    source = HERE / "ref_clinic.c"
    subprocess.run(["gcc", "-O3", "-o", program, source, "-lm"], check=True)
    return program


def run(command):
    """Run a program that prints one line of JSON."""
    out = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def run_pairs(reference, bench, patients, share, seeds):
    """Interleave both programs; every other pair starts with the other program."""
    ours, theirs = [], []
    for seed in range(1, seeds + 1):
        steps = [
            (theirs, [reference, patients, seed, share]),
            (ours, [bench, "clinic", "--patients", patients, "--places-share", share,
                    "--seed", seed, "--json"]),
        ]
        for results, command in steps if seed % 2 else reversed(steps):
            results.append(run(command))
    return ours, theirs


def z_value(ours, theirs):
    """Difference of two means over its standard error."""
    difference = statistics.fmean(ours) - statistics.fmean(theirs)
    variance = statistics.variance(ours) / len(ours) + statistics.variance(theirs) / len(theirs)
    if variance == 0:
        return 0.0 if difference == 0 else math.inf
    return difference / math.sqrt(variance)


def print_counts(ours, theirs):
    """Print the comparison of outcomes; return whether all agree."""
    agree = True
    print(f"  {'outcome':18}{'moudsim':>14}{'C':>14}{'z':>8}")
    for name in OUTCOMES:
        mine, other = [r[name] for r in ours], [r[name] for r in theirs]
        z = z_value(mine, other)
        agree = agree and abs(z) < LIMIT
        print(f"  {name:18}{statistics.fmean(mine):14.2f}{statistics.fmean(other):14.2f}{z:8.2f}")
    return agree


def print_speed(ours, theirs):
    """Print millions of events per CPU second and their ratio: min / median / max."""
    speed = [[r["events"] / r["cpu"] / 1e6 for r in results] for results in (ours, theirs)]
    ratio = [a / b for a, b in zip(*speed)]
    for name, values in (("moudsim M/s", speed[0]), ("C M/s", speed[1]), ("ratio", ratio)):
        print(f"  {name:18}{min(values):8.2f} / {statistics.median(values):.2f} / {max(values):.2f}")
    print(f"  allocations in moudsim's event loop: {sorted({r['loop_allocations'] for r in ours})}")


def main():
    """Compare at both sizes; exit with 1 if any count disagrees."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", default=HERE.parent / ".build/release/moudsim-bench")
    parser.add_argument("--seeds", type=int, default=30)
    options = parser.parse_args()
    if options.seeds < 2:
        parser.error(f"--seeds {options.seeds}: at least 2 are needed for a standard error")
    reference = compile_reference(HERE / "build")
    failed = False
    for patients, share in CASES:
        print(f"N = {patients:,}, places {share} N, {options.seeds} seeds")
        ours, theirs = run_pairs(reference, options.bench, patients, share, options.seeds)
        if print_counts(ours, theirs):
            print_speed(ours, theirs)
        else:
            failed = True
            print(f"  counts disagree (|z| >= {LIMIT}): no speed is reported")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
