"""Assembles docs/performance.md from the sections of what was measured."""

from . import agreement
from .programs import FOLDER
from .tables import table

COMMANDS = """```
make bench                                             # all of it; writes this file
python3 Benchmarks/performance.py                      # all of it; prints it
python3 Benchmarks/performance.py --quick              # few pairs, small sizes
python3 Benchmarks/performance.py --parts clinic mm1   # some of it; --help names the parts
.build/release/moudsim-bench full --threads 2 --json   # one run; full --help tells more
.build/release/moudsim-bench allocations --control-allocation
```"""

LEFT_OUT = """## What is not compared

Starsim's own benchmark - infections on a random network with births and deaths - is left out: nobody in moudsim
infects anybody, so there is no model of ours to put beside it. R packages are compared where R and they can be
had; figures that were measured elsewhere stand in the text and never in a ratio.
"""


def server():
    """What serving.py last wrote about the what-if server."""
    text = (FOLDER.parent / "docs/serving.md").read_text()
    figures = text.split("<!-- figures: Benchmarks/serving.py --write -->")[1].split("<!-- end of figures -->")[0]
    return f"""## The what-if server

Measured on its own by `python3 Benchmarks/serving.py --write`, which writes it to [serving.md](serving.md).
{figures.strip()}
"""


def targets(rows):
    """The table of targets."""
    return "\n".join(["| target | measured (median) | met |", "|---|---|---|"]
                     + [f"| {name} | {result} |" for name, result in rows])


def document(machine, sections, quick):
    """The whole of docs/performance.md, from pairs of text and targets."""
    note = "**A quick look: few pairs, small sizes (`--quick`).**\n\n" if quick else ""
    texts = "\n".join(text for text, _ in sections)
    rows = [row for _, more in sections for row in more]
    made = agreement.made()
    return f"""# Performance

Written by `make bench`; numbers of one machine at one time. Do not edit: run it again, or change
[`Benchmarks/bench`](../Benchmarks/bench).

{note}{targets(rows)}

{table(("", ""), machine.items())}

{COMMANDS}

Programs that are compared run in pairs, one process each, every other pair in reverse order; a ratio is of two
neighbouring runs. Shown are min / median / max: the median of the ratio lies between the least and the
greatest of n pairs with probability 1 - 2^(1-n), 94 % for five. Time is processor time. C and C++ are
compiled with `-O3 -march=native`, moudsim without flags for the processor.

A ratio is printed only if both programs count the same: |z| below {agreement.LIMIT} in each of {made} comparisons. A right
program fails one of them once in 100,000 times, any of them at most {made / 1000:.1f} % of the time. Wrong models are run as
controls and must be refused, or nothing is printed.

{texts}
{server()}
{LEFT_OUT}
{(FOLDER / "bench/tried.md").read_text()}"""
