"""How the what-if page holds when many ask at once, and how soon a browser sees its curves.

    python3 Benchmarks/serving.py [--server PROGRAM] [--clients 100] [--seconds 60] [--moves 5] [--write]

Starts the release build of moudsim-serve, or PROGRAM. Load: four fifths of the clients load the page and read the
setting, one fifth ask for runs with settings of their own and follow them, for 90 seconds that are not counted and
the seconds that are. Memory, file descriptors and threads are read each second. Page: a slider moves in Chromium, on
the page of 20,000 people and 5 years, as in Tests/BrowserTests/time_page.py; without a browser this is left out.

Prints the section of docs/serving.md, and writes it there with --write; docs/performance.md takes it from there.
Fails where an answer is not documented, a connection fails, or memory, descriptors or threads grow. Standard library
only, but for the browser; on Linux, because /proc is read.
"""

import argparse
import collections
import http.client
import json
import math
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs/serving.md"
BEGIN, END = "<!-- figures: Benchmarks/serving.py --write -->", "<!-- end of figures -->"
DOCUMENTED = {200, 202, 304, 429}
WARM_UP = 90
# Megabytes a minute that a leak must reach to be called one.
MOST_GROWTH = 10


class Tally:
    """What all clients saw."""

    def __init__(self):
        self.lock = threading.Lock()
        self.statuses = collections.Counter()
        self.times = collections.defaultdict(list)
        self.errors = collections.Counter()
        self.finals = 0

    def add(self, kind, status, seconds):
        with self.lock:
            self.statuses[status] += 1
            self.times[kind].append(seconds)

    def error(self, error):
        with self.lock:
            self.errors[type(error).__name__] += 1


def ask(connection, method, path, body=None):
    headers = {"Content-Type": "application/json"} if body else {}
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    return response.status, response.getheader("Retry-After"), response.read()


def reader(port, end, tally):
    """Loads the page again and again over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    paths = ["/", "/page.css", "/page.js", "/api/setting", "/healthz", "/vega.js"]
    while time.monotonic() < end:
        for path in paths:
            start = time.monotonic()
            try:
                status, _, _ = ask(connection, "GET", path)
                tally.add("page", status, time.monotonic() - start)
            except (OSError, http.client.HTTPException) as error:
                tally.error(error)
                connection.close()
            time.sleep(0.02)


def planner(port, end, tally, seed):
    """Asks for runs, follows them to the end, and waits as it is told where the server is busy."""
    dice = random.Random(seed)
    while time.monotonic() < end:
        wish = {
            "people": dice.choice([500, 1000, 2000]), "years": 2, "replications": 3, "seed": dice.randrange(50),
            "policies": [{"name": "telehealth", "uptake": dice.choice([0.2, 0.4, 0.6])}],
        }
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            start = time.monotonic()
            status, wait, body = ask(connection, "POST", "/api/runs", json.dumps(wish))
            tally.add("request for a run", status, time.monotonic() - start)
            if status == 429:
                time.sleep(min(float(wait), max(0, end - time.monotonic())))
                continue
            start = time.monotonic()
            status, _, stream = ask(connection, "GET", json.loads(body)["events"])
            tally.add("run to its end", status, time.monotonic() - start)
            if b"event: final" in stream:
                with tally.lock:
                    tally.finals += 1
        except (OSError, http.client.HTTPException) as error:
            tally.error(error)
        finally:
            connection.close()


def holdings(process):
    """Megabytes, file descriptors and threads of a process."""
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    number = lambda key: int(re.search(rf"{key}:\s+(\d+)", status).group(1))
    return number("VmRSS") / 1024, len(os.listdir(f"/proc/{process}/fd")), number("Threads")


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def slope(values, seconds=1.0):
    """Growth a minute of values taken at equal distances, by Theil and Sen, and its 95 % interval (Sen 1968).

    The median of the slopes of all pairs: the jumps of an allocator do not move it as they would a mean. Neighbours in
    time are alike, so values are averaged over a tenth of the time before, and the interval is that of ten values.
    """
    size = max(1, len(values) // 10)
    means = [statistics.mean(values[start:start + size]) for start in range(0, len(values) - size + 1, size)]
    count = len(means)
    slopes = sorted(
        (means[late] - means[early]) / (late - early) * 60 / (size * seconds)
        for early in range(count) for late in range(early + 1, count))
    spread = 1.96 * math.sqrt(count * (count - 1) * (2 * count + 5) / 18)
    low = max(0, round((len(slopes) - spread) / 2))
    high = min(len(slopes) - 1, round((len(slopes) + spread) / 2))
    return statistics.median(slopes), slopes[low], slopes[high]


def check_slope():
    """A leak of 20 MB a minute must be seen in noise, and noise alone must not be one."""
    dice = random.Random(1)
    noise = [120 + 8 * dice.random() for _ in range(60)]
    leak = [value + 20 * second / 60 for second, value in enumerate(noise)]
    assert not grows(slope(noise)), f"noise is taken for a leak: {slope(noise)}"
    assert grows(slope(leak)), f"a leak is not seen: {slope(leak)}"
    assert abs(slope(leak)[0] - slope(noise)[0] - 20) < 4


def grows(found):
    """Whether growth is certain, and more than may be left alone."""
    return found[1] > 0 and found[0] > MOST_GROWTH


def program():
    folder = subprocess.run(
        ["swift", "build", "-c", "release", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True,
        text=True).stdout.strip()
    return f"{folder}/moudsim-serve"


def start(path):
    server = subprocess.Popen(
        [os.path.abspath(path), "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True, cwd=tempfile.gettempdir())
    line = server.stdout.readline()
    return server, int(re.search(r":(\d+)/", line).group(1))


def load(server, port, clients, seconds):
    """Sends the clients, and reads what the server holds each second."""
    check_slope()
    warm, tally = Tally(), Tally()
    first = holdings(server.pid)
    samples, used = [], 0.0
    for part, length in ((warm, WARM_UP), (tally, seconds)):
        end = time.monotonic() + length
        threads = [
            threading.Thread(target=planner, args=(port, end, part, index)) if index % 5 == 0
            else threading.Thread(target=reader, args=(port, end, part))
            for index in range(clients)
        ]
        used = processor_seconds(server.pid)
        for thread in threads:
            thread.start()
        while time.monotonic() < end:
            if part is tally:
                samples.append(holdings(server.pid))
            time.sleep(1)
        for thread in threads:
            thread.join()
    used = processor_seconds(server.pid) - used
    # Streams that their clients have left are noticed a moment later.
    time.sleep(3)
    return {
        "clients": clients, "seconds": seconds, "statuses": dict(tally.statuses), "finals": tally.finals,
        "errors": dict(tally.errors + warm.errors), "used": used, "first": first, "samples": samples,
        "last": holdings(server.pid),
        "times": {kind: (statistics.median(times), max(times)) for kind, times in tally.times.items()},
    }


def after(server, port):
    """The page after the load, and how the server ends."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    status, _, page = ask(connection, "GET", "/")
    server.terminate()
    return {"status": status, "bytes": len(page), "end": server.wait(timeout=30)}


def faults(found):
    """What must not be."""
    wrong = set(found["statuses"]) - DOCUMENTED
    texts = [f"undocumented answers: {sorted(wrong)}"] if wrong else []
    if found["errors"]:
        texts.append(f"failed connections: {found['errors']}")
    for index, name in enumerate(["megabytes", "file descriptors", "threads"]):
        growth = slope([sample[index] for sample in found["samples"]])
        if grows(growth):
            texts.append(f"{name} grow by {growth[0]:.1f} a minute")
    if found["after"]["status"] != 200 or found["after"]["end"] != 0:
        texts.append(f"afterwards: {found['after']}")
    return texts


def page_times(path, moves):
    """Seconds to the curves in a browser; None without one."""
    browser = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    python = ROOT / ".venv/bin/python"
    if not moves or browser is None or not python.exists():
        return None
    server, port = start(path)
    try:
        used = processor_seconds(server.pid)
        begin = time.monotonic()
        script = ROOT / "Tests/BrowserTests/time_page.py"
        output = subprocess.run(
            [python, script, browser, f"http://127.0.0.1:{port}/", str(moves)], check=True, capture_output=True,
            text=True).stdout
        elapsed = time.monotonic() - begin
        return {
            "moves": json.loads(output), "wanting": os.getloadavg()[0], "processors": os.cpu_count(),
            "server": (processor_seconds(server.pid) - used) / elapsed,
        }
    finally:
        server.terminate()
        server.wait(timeout=30)


def words(values, unit="s"):
    """Median, and the range."""
    return f"{statistics.median(values):.2f} {unit} ({min(values):.2f} to {max(values):.2f})"


def page_section(times):
    if times is None:
        return []
    rows = [
        "| the slider of | moves | first curve | all curves of the first pair | all curves of all 12 pairs |",
        "|---|---|---|---|---|",
    ]
    titles = {"everything": "people: nothing is known", "plan": "a programme: today's practice is known"}
    for kind, title in titles.items():
        moves = times["moves"][kind]
        cells = [words([move[name] for move in moves]) for name in ("first", "all", "last")]
        rows.append(f"| {title} | {len(moves)} | {' | '.join(cells)} |")
    return [
        "20,000 people, 5 years, 12 pairs, optimised program, from the move of a slider in Chromium: median, least and "
        "most.", "", *rows, "",
        f"{times['processors']} processors, shared: {times['wanting']:.1f} programs wanted one on average in the last "
        "minute of the measurement, ours among them.", "",
    ]


def load_section(found):
    answers = ", ".join(f"{count:,} x {status}" for status, count in sorted(found["statuses"].items()))
    rows = ["| what | median | longest |", "|---|---|---|"] + [
        f"| {kind} | {median * 1000:.0f} ms | {longest:.2f} s |" for kind, (median, longest) in sorted(found["times"].items())
    ]
    held = []
    for index, (name, unit) in enumerate([("Memory", "MB"), ("File descriptors", ""), ("Threads", "")]):
        values = [sample[index] for sample in found["samples"]]
        growth = slope(values)
        held.append(
            f"| {name} | {found['first'][index]:.0f} {unit} | {min(values):.0f} to {max(values):.0f} {unit} | "
            f"{found['last'][index]:.0f} {unit} | {growth[0]:+.1f} ({growth[1]:+.1f} to {growth[2]:+.1f}) {unit} |")
    errors = ", ".join(f"{count} x {name}" for name, count in found["errors"].items()) or "none"
    return [
        f"{found['clients']} clients for {found['seconds']} s, after {WARM_UP} s that are not counted: "
        f"{sum(found['statuses'].values()):,} answers ({answers}), {found['finals']} runs followed to their end, failed "
        f"connections: {errors}; {found['used']:.0f} s of processor time. The page answered afterwards "
        f"({found['after']['status']}), and the server ended with {found['after']['end']} when asked to.", "",
        *rows, "",
        "| held by the server | at first | during the load | three seconds after | growth a minute |", "|---|---|---|---|---|",
        *held, "",
        "Growth is the median of the slopes between any two tenths of the time (Theil and Sen) with its 95 % interval; "
        f"the script fails where it is surely positive and more than {MOST_GROWTH} a minute, and first shows on made-up "
        "numbers that it sees a leak of 20 MB a minute and takes noise for none.", "",
    ]


def measure(path, clients=100, seconds=60, moves=5):
    """Everything, as one object."""
    times = page_times(path, moves)
    server, port = start(path)
    try:
        found = load(server, port, clients, seconds)
        found["after"] = after(server, port)
    finally:
        server.kill()
    return times, found


def section(path=None, **options):
    """The figures as Markdown; raises where something is wrong."""
    times, found = measure(path or program(), **options)
    text = "\n".join(page_section(times) + load_section(found)).rstrip() + "\n"
    wrong = faults(found)
    if wrong:
        raise SystemExit(f"error: {'; '.join(wrong)}\n{text}")
    return text


def write(text):
    """Puts the figures between their marks."""
    document = DOCUMENT.read_text()
    head, rest = document.split(BEGIN)
    tail = rest.split(END)[1]
    DOCUMENT.write_text(f"{head}{BEGIN}\n\n{text}\n{END}{tail}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", help="the program; without it, the release build")
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--moves", type=int, default=5, help="how often each slider is moved; 0 needs no browser")
    parser.add_argument("--write", action="store_true", help="into docs/serving.md")
    options = parser.parse_args()
    text = section(options.server, clients=options.clients, seconds=options.seconds, moves=options.moves)
    print(text)
    if options.write:
        write(text)


if __name__ == "__main__":
    sys.exit(main())
