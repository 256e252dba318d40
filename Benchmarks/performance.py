#!/usr/bin/env python3
"""Measure moudsim, beside other programs and by itself.

    swift build -c release --product moudsim-bench
    python3 Benchmarks/performance.py            # prints the report
    python3 Benchmarks/performance.py --write    # writes docs/performance.md

Counts come first: a program that disagrees gets no ratio, and the exit status is 1.
"""

import argparse
import os
import pathlib
import re
import shutil
import sys
import time

from bench import (clinic, full_model, functions, hold, memory, mm1, report, scale,
                   semi_markov, sick_sicker)
from bench.programs import ROOT, output

# name, what measures it, what writes it; in the order of the report
PARTS = (
    ("clinic", clinic.measure, clinic.section),
    ("mm1", mm1.measure, mm1.section),
    ("sick-sicker", sick_sicker.measure, sick_sicker.section),
    ("semi-markov", semi_markov.measure, semi_markov.section),
    ("hold", hold.measure, hold.section),
    ("full", full_model.measure, full_model.section),
    ("threads", full_model.measure_threads, full_model.thread_section),
    ("policies", full_model.measure_policies, full_model.policy_section),
    ("scale", scale.measure, scale.section),
    ("memory", memory.measure, memory.section),
    ("allocations", memory.measure_allocations, memory.allocation_section),
    ("profile", functions.measure, functions.section),
)


def first_line(*command):
    """The first line that a program prints, or that there is none."""
    return output(command).splitlines()[0] if shutil.which(command[0]) else "not installed"


def machine():
    """Processor, cores, system and compilers, as the system tells."""
    info = pathlib.Path("/proc/cpuinfo")
    models = re.findall(r"model name\s*:\s*(.*)", info.read_text()) if info.exists() else []
    release = pathlib.Path("/etc/os-release")
    names = re.findall(r'PRETTY_NAME="(.*)"', release.read_text()) if release.exists() else []
    caches = re.findall(r"(L\d\w?) cache:\s*(.*)", output(["lscpu"])) if models else []
    return {
        "Processor": models[0] if models else "unknown",
        "Cores": str(os.cpu_count()),
        "Caches": ", ".join(f"{name} {size}" for name, size in caches) or "unknown",
        "System": names[0] if names else sys.platform,
        "Swift": first_line("swift", "--version").split(" (")[0],
        "C": first_line("gcc", "--version"),
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}",
        "Packages": ", ".join((ROOT / "scripts/requirements-bench.txt").read_text().split()),
        "R": first_line("Rscript", "--version"),
        "Load when it began": f"{os.getloadavg()[0]:.1f} processes wanted a core, on average",
    }


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    names = [name for name, _, _ in PARTS]
    parser.add_argument("--bench", default=ROOT / ".build/release/moudsim-bench", type=pathlib.Path)
    parser.add_argument("--parts", nargs="+", choices=names, default=names, help="what to measure")
    parser.add_argument("--quick", action="store_true", help="few pairs, small sizes")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    if options.write and len(options.parts) < len(names):
        parser.error("--write needs all parts")
    if not options.bench.exists():
        parser.error(f"no {options.bench}: swift build -c release --product moudsim-bench")
    return options


def main():
    """Measure what is asked for; exit with 1 if a program's counts disagree."""
    options = arguments()
    system, sections = machine(), []
    for name, measure, section in PARTS:
        if name in options.parts:
            began = time.monotonic()
            sections.append(section(measure(options.bench.resolve(), options.quick)))
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    text = report.document(system, sections, options.quick)
    if options.write:
        (ROOT / "docs/performance.md").write_text(text)
    print(text)
    return 1 if "**refused" in text else 0


if __name__ == "__main__":
    sys.exit(main())
