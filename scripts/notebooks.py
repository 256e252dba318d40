"""Runs the notebooks of git and refuses those that fail, hold outputs, are not listed, or do not draw."""

import argparse
import base64
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook, new_output

ROOT = pathlib.Path(__file__).resolve().parent.parent
CELL_SECONDS = 900  # a cell of a minute's work on a busy machine


def tracked():
    """Files of notebooks/ that are in git; all of them in an unpacked archive."""
    if not (ROOT / ".git").exists():
        return [path for path in sorted((ROOT / "notebooks").iterdir()) if path.is_file()]
    done = subprocess.run(["git", "ls-files", "-z", "notebooks"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"error: git does not list the notebooks: {done.stderr.strip()}")
    return [ROOT / name for name in done.stdout.split("\0") if name]


def faults_of_file(path, readme):
    """What is wrong with a notebook as it stands in git."""
    faults = []
    strip = subprocess.run(
        [sys.executable, "-m", "nbstripout", "--verify", path], capture_output=True, text=True
    )
    if strip.returncode != 0:
        faults.append(f"holds outputs: run .venv/bin/nbstripout notebooks/{path.name}")
    if f"({path.name})" not in readme:
        faults.append("is not listed in notebooks/README.md")
    return faults


def pictures(notebook):
    """The pictures of an executed notebook, and the number of figures that could not be drawn."""
    shown = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    drawn = [data["image/png"] for data in shown if "image/png" in data]
    # An error while a figure is drawn is printed only; the cell succeeds, and a line of text is left.
    broken = [data for data in shown if data.get("text/plain", "").startswith("<Figure")]
    return drawn, sum("image/png" not in data for data in broken)


def faults_of_run(path, figures=None, seconds=CELL_SECONDS):
    """Executes a notebook where it stands; what is wrong, and how many pictures it drew."""
    notebook = nbformat.read(path, as_version=4)
    before = set(path.parent.rglob("*"))
    client = NotebookClient(notebook, timeout=seconds, resources={"metadata": {"path": str(path.parent)}})
    try:
        # What a cell says on stderr is an output of the notebook; this is the kernel's own chatter.
        client.execute(stderr=subprocess.DEVNULL)
    except CellTimeoutError:
        return [f"has a cell that takes more than {seconds} seconds"], 0
    except (CellExecutionError, DeadKernelError) as error:
        return [f"failed:\n{error}"], 0
    drawn, broken = pictures(notebook)
    faults = []
    if broken:
        faults.append(f"has {broken} figures that could not be drawn")
    if not drawn:
        faults.append("draws nothing")
    left = [file.name for file in set(path.parent.rglob("*")) - before if "__pycache__" not in file.parts]
    if left:
        faults.append(f"leaves files beside itself: {', '.join(sorted(left))}")
    if figures:
        for number, picture in enumerate(drawn, 1):
            (figures / f"{path.stem}-{number}.png").write_bytes(base64.b64decode(picture))
    return faults, len(drawn)


def self_test():
    """The control: a good notebook passes, and each bad one is refused for its own reason."""
    draws = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    clean = new_code_cell(draws, id="0")
    full = new_code_cell(draws, id="0", outputs=[new_output("stream", text="1")])
    files = {"clean": (clean, None), "full": (full, "holds outputs")}
    runs = {
        "clean": (draws, None, CELL_SECONDS),
        "failing": (draws + "\nassert 1 + 1 == 3", "failed", CELL_SECONDS),
        "blank": ("print(1)", "draws nothing", CELL_SECONDS),
        "broken-figure": (draws.replace("plt.show", "plt.title('$^$'); plt.show"), "could not be drawn", CELL_SECONDS),
        "slow": ("import time; time.sleep(60)", "takes more than", 2),
        "littering": (draws + "\nopen('left.txt', 'w').close()", "leaves files", CELL_SECONDS),
    }
    found = {}
    with tempfile.TemporaryDirectory(prefix="moudsim-notebooks-") as folder:
        path = pathlib.Path(folder) / "control.ipynb"
        for name, (cell, expected) in files.items():
            nbformat.write(new_notebook(cells=[cell]), path)
            found[f"{name} file"] = faults_of_file(path, "(control.ipynb)"), expected
        found["unlisted file"] = faults_of_file(path, "(other.ipynb)"), "is not listed"
        for name, (source, expected, seconds) in runs.items():
            nbformat.write(new_notebook(cells=[new_code_cell(source)]), path)
            found[f"{name} run"] = faults_of_run(path, seconds=seconds)[0], expected
    wrong = [
        f"{name}: expected {expected!r}, found {faults}" for name, (faults, expected) in found.items()
        if (faults if expected is None else not any(expected in fault for fault in faults))
    ]
    for line in wrong:
        print(f"error: control: {line}", file=sys.stderr)
    refused = sum(expected is not None for _, expected in found.values())
    if not wrong:
        print(f"control: {refused} bad notebooks refused, {len(found) - refused} good ones passed")
    return not wrong


def run_all(notebooks, files, figures):
    """Checks and executes each notebook in a copy of its own; True if all are good."""
    readme = (ROOT / "notebooks/README.md").read_text()
    good = True
    for path in notebooks:
        faults, start = faults_of_file(path, readme), time.monotonic()
        with tempfile.TemporaryDirectory(prefix="moudsim-notebooks-") as folder:
            for file in files:
                shutil.copy(file, folder)
            more, drawn = faults_of_run(pathlib.Path(folder) / path.name, figures)
        print(f"{path.stem:30} {time.monotonic() - start:6.1f} s  {drawn:2d} figures", flush=True)
        for fault in faults + more:
            good = False
            print(f"error: notebooks/{path.name}: {fault}", file=sys.stderr, flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(prog="scripts/notebooks", description=__doc__)
    parser.add_argument("names", nargs="*", help="notebooks to run, without .ipynb (default: all)")
    parser.add_argument("--self-test", action="store_true", help="run the control only")
    parser.add_argument("--figures", type=pathlib.Path, help="folder in which to keep the pictures")
    options = parser.parse_args()
    files = tracked()
    notebooks = {path.stem: path for path in files if path.suffix == ".ipynb"}
    unknown = [name for name in options.names if name not in notebooks]
    if unknown:
        parser.error(f"not in git: {', '.join(unknown)}. There are: {', '.join(notebooks)}.")
    if not self_test():
        return 1
    if options.self_test:
        return 0

    sys.path.insert(0, str(ROOT / "notebooks"))
    from moudsim_notebook import find_program

    try:
        os.environ["MOUDSIM"] = find_program()
    except FileNotFoundError as error:
        sys.exit(f"error: {error}")
    if options.figures:
        options.figures.mkdir(parents=True, exist_ok=True)
    chosen = [notebooks[name] for name in options.names] or list(notebooks.values())
    good = bool(chosen) and run_all(chosen, files, options.figures)
    print(f"{len(chosen)} notebooks ran" + ("" if good else ", not all of them well"))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
