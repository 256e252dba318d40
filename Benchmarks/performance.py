#!/usr/bin/env python3
"""Measure moudsim: clinic and full model beside C, threads, memory, allocations, queue, profile.

    swift build -c release --product moudsim-bench
    python3 Benchmarks/performance.py            # prints the report
    python3 Benchmarks/performance.py --write    # writes docs/performance.md

What is compared is interleaved, one process each, every other pair in reverse order; ratios are of
neighbouring runs. Speed is events per second of processor time. Times of the clinic are reported
only when its counts agree with those of the C program (clinic.py).
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

import clinic
import functions
import report

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
# Runs of the C program beside each run of the full model, which takes much longer.
REFERENCE_RUNS = 10


def output(command):
    """What a program prints."""
    out = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True)
    return out.stdout


def alternate(first, second, pairs):
    """Results of two functions of the pair's number, run in pairs of alternating order."""
    results = ([], [])
    for number in range(1, pairs + 1):
        steps = [(results[0], first), (results[1], second)]
        for kept, function in steps if number % 2 else reversed(steps):
            kept.append(function(number))
    return results


def machine():
    """Processor, cores, system and compilers, as the system tells."""
    info = pathlib.Path("/proc/cpuinfo")
    text = info.read_text() if info.exists() else ""
    models = re.findall(r"model name\s*:\s*(.*)", text)
    release = pathlib.Path("/etc/os-release")
    names = re.findall(r'PRETTY_NAME="(.*)"', release.read_text()) if release.exists() else []
    caches = re.findall(r"(L\d\w?) cache:\s*(.*)", output(["lscpu"])) if models else []
    return {
        "Processor": models[0] if models else "unknown",
        "Cores": str(os.cpu_count()),
        "Caches": ", ".join(f"{name} {size}" for name, size in caches) or "unknown",
        "System": names[0] if names else sys.platform,
        "Swift": output(["swift", "--version"]).splitlines()[0].split(" (")[0],
        "C": output(["gcc", "--version"]).splitlines()[0],
        "Load when it began": f"{os.getloadavg()[0]:.1f} processes wanted a core, on average",
    }


def measure_clinic(bench, reference, seeds):
    """Counts and speed of the clinic at both sizes."""
    cases = []
    for patients, share in clinic.CASES:
        ours, theirs = clinic.run_pairs(reference, bench, patients, share, seeds)
        worst = max(abs(clinic.z_value([r[name] for r in ours], [r[name] for r in theirs]))
                    for name in clinic.OUTCOMES)
        cases.append({"patients": patients, "share": share, "ours": ours, "theirs": theirs,
                      "z": worst})
    return cases


def measure_full(bench, reference, pairs):
    """The full model and the C clinic at 10,000 patients."""
    def ours(number):
        return clinic.run([bench, "full", "--replications", 1, "--seed", number, "--json"])

    def theirs(number):
        seeds = range(REFERENCE_RUNS * number, REFERENCE_RUNS * (number + 1))
        runs = [clinic.run([reference, 10_000, seed, 0.4]) for seed in seeds]
        total = {name: sum(r[name] for r in runs) for name in ("events", "waits", "admissions", "cpu")}
        # Joining the line and admission are counted, but are no events of C's heap.
        total["taken"] = total["events"] - total["waits"] - total["admissions"]
        return total

    return alternate(ours, theirs, pairs)


def measure_threads(bench, pairs):
    """The same experiment on one thread and on two."""
    def threads(count):
        return lambda number: clinic.run([bench, "full", "--replications", 4, "--threads", count,
                                          "--seed", number, "--json"])

    return alternate(threads(1), threads(2), pairs)


def measure_policies(bench, pairs):
    """The full model with every shipped policy in force, and with none."""
    def full(*words):
        return lambda number: clinic.run([bench, "full", "--replications", 1, "--seed", number,
                                          "--json", *words])

    return alternate(full("--policies"), full(), pairs)


def measure_memory(bench):
    """Peak memory by people and by replications."""
    def peak(*words):
        return clinic.run([bench, "full", *words, "--json"])

    sizes = [peak("--communities", 1, "--replications", 1, "--people", people)
             for people in (20_000, 220_000, 420_000)]
    repeats = [(count, peak("--communities", 4, "--replications", count))
               for count in (2, 20, 60)]
    return {"sizes": sizes, "repeats": repeats}


def measure_allocations(bench):
    """Allocations over rising horizons, without and with a block allocated on purpose."""
    def lines(*words):
        text = output([bench, "allocations", "--json", *words])
        return [json.loads(line) for line in text.splitlines()]

    return {"plain": lines(), "control": lines("--control-allocation")}


def measure_hold(bench, runs=5):
    """Nanoseconds for a pop and a schedule, by pending events."""
    rows = []
    for pending in (1_000, 10_000, 100_000, 1_000_000):
        texts = [output([bench, "hold", "--pending", pending, "--events", 5_000_000])
                 for _ in range(runs)]
        rows.append((pending, [float(re.search(r"ns_per_event (\S+)", t).group(1)) for t in texts]))
    return rows


def main():
    """Measure everything; exit with 1 if the clinic's counts disagree with the reference."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bench", default=ROOT / ".build/release/moudsim-bench")
    parser.add_argument("--seeds", type=int, default=30, help="pairs of the clinic at each size")
    parser.add_argument("--pairs", type=int, default=15, help="pairs of the full model")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    if options.seeds < 2 or options.pairs < 1:
        parser.error("--seeds must be 2 or more, --pairs 1 or more")
    bench = options.bench
    reference = clinic.compile_reference(HERE / "build")
    facts = {"machine": machine(), "seeds": options.seeds, "pairs": options.pairs}
    facts["clinic"] = measure_clinic(bench, reference, options.seeds)
    for case in facts["clinic"]:
        if case["z"] >= clinic.LIMIT:
            print(f"error: N = {case['patients']}: counts disagree with C (z = {case['z']:.2f}); "
                  "run Benchmarks/clinic.py for the table", file=sys.stderr)
            return 1
    facts["full"] = measure_full(bench, reference, options.pairs)
    facts["quiet"] = clinic.run([bench, "quiet", "--json"])
    facts["threads"] = measure_threads(bench, options.pairs)
    facts["policies"] = measure_policies(bench, max(3, options.pairs // 3))
    facts["memory"] = measure_memory(bench)
    facts["allocations"] = measure_allocations(bench)
    facts["hold"] = measure_hold(bench)
    facts["profile"] = functions.profile([str(bench), "full"])
    text = report.document(facts)
    if options.write:
        (ROOT / "docs/performance.md").write_text(text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
