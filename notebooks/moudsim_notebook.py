"""What the notebooks share: they find moudsim, run it, read its tables, and draw alike. No model code.

The program is the one that the environment variable MOUDSIM names, else .build/release/moudsim of this
folder's project, else the one on the PATH. It runs in a temporary folder, which is removed at the end.
"""

import atexit
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy import stats

# Okabe and Ito's colours, which people with colour blindness can tell apart.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY, GREY = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#666666",
)
COLOURS = [BLUE, ORANGE, GREEN, PURPLE, RED, SKY, GREY]

plt.rcParams.update({
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.prop_cycle": plt.cycler(color=COLOURS),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "figure.constrained_layout.use": True,
    "figure.dpi": 110,
    "figure.titlesize": 12,
    "font.size": 9.5,
    "grid.alpha": 0.25,
    "legend.frameon": False,
})

work = pathlib.Path(tempfile.mkdtemp(prefix="moudsim-notebook-"))
atexit.register(shutil.rmtree, work, ignore_errors=True)


def find_program():
    """The path of moudsim; an error that says what to do where there is none."""
    named = os.environ.get("MOUDSIM")
    if named:
        path = shutil.which(pathlib.Path(named).expanduser())
        if path is None:
            raise FileNotFoundError(f"MOUDSIM names {named}, which is no program.")
        return str(pathlib.Path(path).resolve())
    built = pathlib.Path(__file__).resolve().parent.parent / ".build/release/moudsim"
    path = shutil.which(built) or shutil.which("moudsim")
    if path is None:
        raise FileNotFoundError(
            f"moudsim was not found: not at {built}, not on the PATH. Run 'make release', or set the "
            "environment variable MOUDSIM to the program."
        )
    return path


def moudsim(*words):
    """Runs the program in the working folder and returns what it prints; its message is the error."""
    done = subprocess.run(
        [find_program(), *map(str, words)], cwd=work, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise RuntimeError(f"moudsim {' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout


class Tables(dict):
    """The tables of a run by name (`outcomes` for outcomes.csv), with what was printed, and where."""

    def __init__(self, folder, printed):
        super().__init__(
            (path.stem, read_csv(path)) for path in sorted(folder.glob("*.csv"))
        )
        self.folder, self.printed = folder, printed
        self.manifest = json.loads((folder / "manifest.json").read_text())

    def __missing__(self, name):
        raise KeyError(f"{self.folder.name} has no {name}.csv, only {', '.join(self)}.")


def read_csv(path):
    """A table of moudsim. Only an empty cell is missing: a strategy may be called none."""
    return pd.read_csv(path, keep_default_na=False, na_values=[""], low_memory=False)


def run(command, *words):
    """Runs a command that writes a folder (run, compare, psa, sensitivity, calibrate); its tables."""
    folder = work / f"{command}-{1 + sum(path.is_dir() for path in work.glob(f'{command}-*'))}"
    printed = moudsim(command, *words, "--output", folder, "--quiet")
    return Tables(folder, printed)


def pick(table, **columns):
    """The rows in which columns have these values, without those columns; an error if there are none."""
    rows = table
    for name, value in columns.items():
        rows = rows[rows[name] == value]
        if rows.empty:
            raise LookupError(f"no row with {name} = {value}, after {columns}")
    return rows.drop(columns=list(columns))


def interval(values):
    """Mean and half-width of the 95 % Monte Carlo interval (Student t) of replications in the columns."""
    values = np.asarray(values, dtype=float)
    count = values.shape[0]
    half = stats.t.ppf(0.975, count - 1) * values.std(axis=0, ddof=1) / np.sqrt(count)
    return values.mean(axis=0), half


def arms(table, value):
    """Lengths of error bars below and above `value` from the columns ci95_low and ci95_high."""
    return [table[value] - table["ci95_low"], table["ci95_high"] - table[value]]
