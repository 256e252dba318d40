"""Many clients at once: starts the release build of moudsim-serve and tells what they got.

    python3 Benchmarks/serving.py [--clients 100] [--seconds 60]

Four fifths of the clients load the page and read the setting, one fifth ask for runs with settings of their own
and follow them. Printed: answers by status, the longest wait, the server's memory by the second, and whether
the page still answers. Standard library only; on Linux, because memory is read from /proc.
"""

import argparse
import collections
import http.client
import json
import pathlib
import random
import re
import statistics
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCUMENTED = {200, 202, 304, 429}


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
            tally.add("run", status, time.monotonic() - start)
            if status == 429:
                time.sleep(min(float(wait), max(0, end - time.monotonic())))
                continue
            start = time.monotonic()
            status, _, stream = ask(connection, "GET", json.loads(body)["events"])
            tally.add("events", status, time.monotonic() - start)
            if b"event: final" in stream:
                with tally.lock:
                    tally.finals += 1
        except (OSError, http.client.HTTPException) as error:
            tally.error(error)
        finally:
            connection.close()


def resident(process):
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024


def start():
    folder = subprocess.run(
        ["swift", "build", "-c", "release", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True,
        text=True).stdout.strip()
    server = subprocess.Popen(
        [f"{folder}/moudsim-serve", "--port", "0", "--quiet"], stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    return server, int(re.search(r":(\d+)/", line).group(1))


def load(server, port, clients, seconds):
    tally = Tally()
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=planner, args=(port, end, tally, index)) if index % 5 == 0
        else threading.Thread(target=reader, args=(port, end, tally))
        for index in range(clients)
    ]
    for thread in threads:
        thread.start()
    memory = []
    while time.monotonic() < end:
        memory.append(resident(server))
        time.sleep(1)
    for thread in threads:
        thread.join()
    return tally, memory


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    server, port = start()
    try:
        before = resident(server)
        tally, memory = load(server, port, options.clients, options.seconds)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        status, _, page = ask(connection, "GET", "/")
    finally:
        server.terminate()
        code = server.wait(timeout=30)
    print(f"{options.clients} clients, {options.seconds} s: {sum(tally.statuses.values())} answers")
    for code_, count in sorted(tally.statuses.items()):
        print(f"  status {code_}: {count}")
    for kind, times in sorted(tally.times.items()):
        print(f"  {kind}: median {statistics.median(times) * 1000:.0f} ms, longest {max(times):.2f} s")
    print(f"  runs followed to their end: {tally.finals}; failed connections: {dict(tally.errors)}")
    third = max(1, len(memory) // 3)
    print(f"  memory: {before:.0f} MB before, {statistics.mean(memory[third:2 * third]):.0f} MB in the middle third, "
          f"{statistics.mean(memory[-third:]):.0f} MB in the last, {max(memory):.0f} MB at most")
    print(f"  the page afterwards: status {status}, {len(page)} bytes; the server ended with {code}")
    wrong = set(tally.statuses) - DOCUMENTED
    if wrong or tally.errors or status != 200 or code != 0:
        sys.exit(f"error: undocumented answers {wrong}, errors {dict(tally.errors)}, end {code}")


if __name__ == "__main__":
    main()
