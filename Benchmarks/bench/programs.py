"""Runs programs: one process each, one line of JSON, pairs in alternating order."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent
ROOT = FOLDER.parent
BUILD = FOLDER / "build"
R_LIBRARY = BUILD / "r-library"
# Every compiled program of the comparison; moudsim is built without flags for the processor.
FLAGS = ("-O3", "-march=native")


class Missing(Exception):
    """A program that cannot be run here, and why."""


def output(command, limit=None):
    """What a program prints."""
    words = [str(word) for word in command]
    environment = dict(os.environ, R_LIBS=str(R_LIBRARY), PYTHONDONTWRITEBYTECODE="1")
    result = subprocess.run(words, capture_output=True, text=True, timeout=limit, env=environment)
    if result.returncode != 0:
        raise SystemExit(f"error: {' '.join(words)}: status {result.returncode}\n{result.stderr}")
    return result.stdout


def run(command, limit=900, is_peer=False):
    """What a program reports: the last line that it prints, in JSON.

    Where another program fails, the report says so; where moudsim does, there is no report.
    """
    try:
        return json.loads(output(command, limit).splitlines()[-1])
    except subprocess.TimeoutExpired:
        if is_peer:
            raise Missing(f"a run took more than {limit} seconds") from None
        raise
    except SystemExit as failure:
        if is_peer:
            print(failure, file=sys.stderr)
            raise Missing("it failed") from None
        raise


def alternate(first, second, pairs):
    """Results of two functions of the pair's number, run in pairs of alternating order."""
    results = ([], [])
    for number in range(1, pairs + 1):
        steps = [(results[0], first), (results[1], second)]
        for kept, function in steps if number % 2 else reversed(steps):
            kept.append(function(number))
    return results


def compiled(source):
    """The program made from a file of C or C++."""
    source = FOLDER / source
    program = BUILD / source.stem
    BUILD.mkdir(parents=True, exist_ok=True)
    compiler = "gcc" if source.suffix == ".c" else "g++"
    if not shutil.which(compiler):
        raise Missing(f"{compiler} is not installed")
    subprocess.run([compiler, *FLAGS, "-o", program, source, "-lm"], check=True)
    return [program]


def in_python(script, *words):
    """The command of a script that needs packages of scripts/requirements-bench.txt."""
    interpreter = ROOT / ".venv/bin/python"
    made = subprocess.run([ROOT / "scripts/python", "bench"], capture_output=True, text=True)
    if made.returncode != 0:
        raise Missing("its Python package could not be installed")
    return [interpreter, FOLDER / script, *words]


def in_r(script, package, version):
    """The command of a script that needs an R package."""
    if not shutil.which("Rscript"):
        raise Missing("R is not installed")
    made = subprocess.run([ROOT / "scripts/r-package", package, version, R_LIBRARY],
                          capture_output=True, text=True)
    if made.returncode != 0:
        raise Missing(f"the R package {package} is neither installed nor to be had")
    return ["Rscript", "--vanilla", FOLDER / script]
