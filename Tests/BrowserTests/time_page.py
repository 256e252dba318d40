"""Measures in a real browser how long the curves of the what-if page take, from the move of a slider.

    time_page.py BROWSER ADDRESS MOVES [FRAGMENT]

BROWSER is a Chromium, ADDRESS that of a running server, MOVES how often each slider is moved, FRAGMENT what links
hold, to have the page work less than by default, which is 5 years and 12 pairs. Standard output is one object: for
each move seconds to the first curve drawn, to all curves of the first pair, and to all curves of all pairs.

"everything": the slider of people moves to 20,000, and nothing is known of either future. "plan": the slider of a
programme moves, and today's practice is known from the run before.
"""

import json
import sys

from playwright.sync_api import sync_playwright

PATIENCE = 600_000
PEOPLE = 20_000

WATCH = """() => {
  const root = document.documentElement;
  window.times = null;
  document.addEventListener("input", () => {
    window.times = { start: performance.now(), first: null, all: null, last: null };
  }, true);
  new MutationObserver(records => {
    const times = window.times;
    if (!times || times.last !== null || root.dataset.pairs === "none") return;
    const now = (performance.now() - times.start) / 1000;
    if (records.some(each => each.attributeName === "data-drawn")) times.first ??= now;
    if (times.first === null || root.dataset.charts !== "drawn") return;
    times.all ??= now;
    if (root.dataset.pairs === "all") times.last = now;
  }).observe(root, { attributes: true, subtree: true,
    attributeFilter: ["data-drawn", "data-charts", "data-pairs"] });
}"""

SETTLED = """() => document.documentElement.dataset.complete === "true"
  && document.documentElement.dataset.charts === "drawn" """

MOVE = """(slider, value) => {
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def unsettle(page):
    """Forgets what the page says of the run before, so that it is not taken for the next."""
    page.evaluate("""() => {
      document.documentElement.dataset.pairs = "none";
      document.documentElement.dataset.complete = "false";
      window.times = null;
    }""")


def move(page, slider, value):
    unsettle(page)
    page.locator(slider).evaluate(MOVE, str(value))
    page.wait_for_function("() => window.times && window.times.last !== null")
    times = page.evaluate("() => window.times")
    page.wait_for_function(SETTLED)
    return {name: times[name] for name in ("first", "all", "last")}


def measure(page, moves, fragment):
    everything, plan = [], []
    for index in range(moves):
        unsettle(page)
        link = f"people={PEOPLE + 1000}&seed={1000 + index}&policy.telehealth=0.4&{fragment}"
        page.evaluate("link => { location.hash = link; }", link)
        page.wait_for_function(SETTLED)
        everything.append(move(page, "#people", PEOPLE))
        plan.append(move(page, "#policy-telehealth-uptake", 0.7))
    return {"everything": everything, "plan": plan}


def main():
    browser_path, address, moves = sys.argv[1:4]
    fragment = sys.argv[4] if len(sys.argv) > 4 else ""
    with sync_playwright() as tool:
        # Without the sandbox, because continuous integration runs as root.
        browser = tool.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE)
        # The first page costs least: nobody waits for it.
        page.goto(f"{address}#people=1000&years=1&replications=2")
        page.wait_for_function(SETTLED)
        page.evaluate(WATCH)
        result = measure(page, int(moves), fragment)
        browser.close()
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
