"""Uses the what-if page in a real browser as people do and tells, as JSON, what happened.

    use_page.py BROWSER SHOTS ADDRESS FRAGMENT

BROWSER is a Chromium, SHOTS a folder for pictures, ADDRESS that of a running server, FRAGMENT a plan as links
hold it. Standard output is one object.
"""

import json
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

DESKTOP = {"width": 1440, "height": 1000}
PHONE = {"width": 390, "height": 844}
PATIENCE = 120_000

DONE = """() => document.documentElement.dataset.complete === "true"
  && document.documentElement.dataset.charts === "drawn" """

LINES = """id => document.querySelectorAll(`#drawing-${id} svg g.mark-line > path`).length"""

CHARTS = """() => Array.from(document.querySelectorAll(".drawing"), place => ({
  id: place.id,
  marks: Array.from(place.querySelectorAll("svg path, svg line")).filter(
    mark => !mark.closest(".role-axis") && mark.closest(".mark-line, .mark-area, .mark-rect, .mark-symbol")).length,
  label: place.getAttribute("aria-label") ?? "",
}))"""

WATCH = """() => {
  window.seen = [];
  new MutationObserver(() => {
    const count = Number(document.documentElement.dataset.replications ?? 0);
    if (count && window.seen.at(-1) !== count) window.seen.push(count);
  }).observe(document.documentElement, { attributes: true });
}"""

FOREIGN = """() => {
  const script = document.createElement("script");
  script.textContent = "window.foreign = true";
  document.body.append(script);
  const place = document.createElement("p");
  place.innerHTML = "<b onclick='window.foreign = true'>x</b>";
  document.body.append(place);
  place.firstChild.click();
  return window.foreign === true;
}"""

SIDEWAYS = "() => document.documentElement.scrollWidth > window.innerWidth"


class Visitor:
    """A browser, and everything that its pages say and ask for."""

    def __init__(self, browser, address, shots):
        self.browser, self.address, self.shots = browser, address, shots
        self.console, self.requests = [], []

    def open(self, fragment="", viewport=DESKTOP, **options):
        page = self.browser.new_context(viewport=viewport, **options).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.console.append(f"exception: {error}"))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(f"{self.address}#{fragment}")
        return page

    def shot(self, page, name, full=False):
        page.screenshot(path=self.shots / f"{name}.png", full_page=full)


def finished(page):
    page.wait_for_function(DONE)


def violations(page):
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def change(page, act):
    """Does something that asks for a run, and waits for its end."""
    page.evaluate("() => { document.documentElement.dataset.complete = 'false'; }")
    act()
    finished(page)


def desktop(visitor, fragment):
    page = visitor.open(fragment)
    page.evaluate(WATCH)
    finished(page)
    result = {
        "charts": page.evaluate(CHARTS),
        "streamed": page.evaluate("() => window.seen"),
        "headline": page.locator("#headline").inner_text(),
        "violations": violations(page),
    }
    visitor.shot(page, "desktop")
    visitor.shot(page, "desktop-whole", full=True)
    for group in page.locator("#policies .policy details summary").all()[:1]:
        group.click()
    page.locator("#policies dt", has_text="How well it is known").first.wait_for()
    result["help"] = page.locator("#policies dl").first.inner_text()
    return page, result


def plan(page):
    """Today's practice, then a policy by its switch, then its slider by the keyboard."""
    change(page, lambda: page.get_by_role("button", name="Back to today's practice").click())
    before = (page.evaluate(LINES, "deaths"), page.locator("#headline").inner_text())
    change(page, lambda: page.get_by_role("switch", name="Telehealth for buprenorphine").click())
    switched = (page.evaluate(LINES, "deaths"), page.locator("#headline").inner_text())
    curve = "() => document.querySelectorAll('#drawing-treatment svg g.mark-line > path')[1]?.getAttribute('d')"
    first = page.evaluate(curve)
    link = page.url
    slider = page.locator("#policy-telehealth-uptake")
    slider.focus()
    change(page, lambda: [page.keyboard.press("ArrowRight") for _ in range(6)])
    return {
        "linesBefore": before[0], "linesAfter": switched[0],
        "headlineChanged": before[1] != switched[1], "curveMoved": first != page.evaluate(curve),
        "linkChanged": link != page.url, "uptake": slider.get_attribute("aria-valuetext"),
    }


def life(visitor, page):
    page.locator("#story").select_option("changed")
    page.get_by_role("button", name="Find a life").click()
    page.wait_for_function("() => document.querySelectorAll('#drawing-life svg path').length > 2")
    page.get_by_text("Both lives, event by event").click()
    section = page.locator("#life-section")
    section.scroll_into_view_if_needed()
    section.screenshot(path=visitor.shots / "life.png")
    return {
        "summary": page.locator("#life-summary").inner_text(),
        "lists": [each.locator("li").count() for each in page.locator("#life-events ol").all()],
        "partings": page.locator("#life-events li.parting").count(),
        "violations": violations(page),
    }


def link(visitor, page):
    """Another browser that is given the link asks for the same run."""
    other = visitor.open(page.url.split("#", 1)[1])
    finished(other)
    state = """() => JSON.stringify([document.getElementById("headline").textContent,
      document.querySelector("#save-csv").href.split("/").at(-2),
      Array.from(document.querySelectorAll("#controls input, #controls select"),
        each => [each.id, each.type === "checkbox" ? each.checked : each.value])])"""
    return page.evaluate(state) == other.evaluate(state)


def keyboard(visitor, fragment):
    """From the top of the page to a switch and back to a result, with keys only."""
    page = visitor.open(fragment)
    finished(page)
    focused = "() => document.activeElement?.id ?? ''"
    page.keyboard.press("Tab")
    skips = page.evaluate("() => document.activeElement.className") == "skip"
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "policy-low-barrier-same-day-start":
            break
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    change(page, lambda: page.keyboard.press("Space"))
    return {
        "skips": skips, "outlined": outline != "none",
        "switched": page.locator("#policy-low-barrier-same-day-start").is_checked(),
    }


def lesson(page):
    page.get_by_role("button", name="Why waiting kills").click()
    first = page.locator("#lesson-text").inner_text()
    change(page, lambda: page.get_by_role("button", name="Next").click())
    second = page.locator("#lesson-text").inner_text()
    places = page.locator("#place-otpPlaces").input_value()
    page.get_by_role("button", name="Leave the lesson").click()
    return {"moved": first != second, "places": places}


def hostile(visitor):
    """A link whose parts look like markup: the texts are shown, nothing runs."""
    text = "<img src=x onerror='window.injected=true'><script>window.injected=true</script>"
    page = visitor.browser.new_context(viewport=DESKTOP).new_page()
    page.goto(visitor.address)
    page.wait_for_selector("html[data-ready]")
    page.evaluate(
        """text => { location.hash = new URLSearchParams([["community", text], [`policy.${text}`, "0.5"]]); }""", text)
    page.wait_for_selector("#alert:not([hidden])", timeout=PATIENCE)
    return {
        "shown": text in page.locator("#alert").inner_text(),
        "injected": page.evaluate("() => window.injected === true"),
        "foreign": page.evaluate(FOREIGN),
    }


def looks(visitor, fragment):
    """Phone, dark, presenter."""
    phone = visitor.open(fragment, PHONE, is_mobile=True, has_touch=True)
    finished(phone)
    visitor.shot(phone, "phone")
    visitor.shot(phone, "phone-whole", full=True)
    result = {"sideways": phone.evaluate(SIDEWAYS), "violations": violations(phone)}
    dark = visitor.open(fragment, color_scheme="dark")
    finished(dark)
    visitor.shot(dark, "dark")
    result["violations"] += violations(dark)
    large = visitor.open(fragment, {"width": 1920, "height": 1080})
    finished(large)
    large.get_by_role("button", name="Presenter view").click()
    large.wait_for_timeout(500)
    finished(large)
    large.wait_for_timeout(500)
    visitor.shot(large, "presenter")
    result["violations"] += violations(large)
    return result


def main():
    browser_path, shots, address, fragment = sys.argv[1:]
    shots = pathlib.Path(shots)
    shots.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tool:
        # Without the sandbox, because continuous integration runs as root.
        browser = tool.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        visitor = Visitor(browser, address, shots)
        page, result = desktop(visitor, fragment)
        result["life"] = life(visitor, page)
        result["plan"] = plan(page)
        result["linkRoundTrip"] = link(visitor, page)
        result["lesson"] = lesson(page)
        result["keyboard"] = keyboard(visitor, fragment)
        result["looks"] = looks(visitor, fragment)
        result["hostile"] = hostile(visitor)
        result["console"] = visitor.console
        result["foreignRequests"] = [each for each in visitor.requests if not each.startswith(address)]
        browser.close()
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
