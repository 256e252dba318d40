"""Opens pages in a real browser without a network and tells, as JSON, what happened.

    visit.py BROWSER SHOTS PAGE ...

BROWSER is a Chromium, SHOTS a folder for pictures, PAGE a file. Standard output is a list with an object
for each page.
"""

import json
import pathlib
import re
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

CHARTS = """() => Array.from(document.querySelectorAll(".chart"), place => {
  const drawing = place.querySelector("svg");
  const marks = place.querySelectorAll(
    "svg g.mark-line > path, svg g.mark-area > path, svg g.mark-rect > path, "
    + "svg g.mark-symbol > path, svg g.mark-rule > line, svg g.mark-text > text");
  const data = Array.from(marks).filter(
    mark => !mark.closest(".role-axis, .role-legend, .role-title"));
  return {
    id: place.id, marks: data.length,
    label: drawing?.getAttribute("aria-label")
      ?? drawing?.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "",
    width: drawing?.getBoundingClientRect().width ?? 0,
    room: place.getBoundingClientRect().width,
    overflow: drawing ? Math.max(0, drawing.getBBox().x + drawing.getBBox().width
      - drawing.viewBox.baseVal.width) : 0,
  };
})"""

BROKEN_LINKS = """() => Array.from(document.querySelectorAll("a[href^='#']"), a => a.getAttribute("href"))
  .filter(href => !document.getElementById(href.slice(1)))"""

SIDEWAYS = """() => document.documentElement.scrollWidth > window.innerWidth"""


FOREIGN = """() => {
  const script = document.createElement("script");
  script.textContent = "window.foreign = true";
  document.body.append(script);
  const style = document.createElement("style");
  style.textContent = "h1 { position: fixed }";
  document.body.append(style);
  const position = getComputedStyle(document.querySelector("h1")).position;
  return { script: window.foreign === true, style: position === "fixed" };
}"""


def wait(page):
    """Until every chart has been drawn, or there is nothing to draw."""
    page.wait_for_load_state("load")
    if page.locator("script[data-chart]").count():
        page.wait_for_function("document.documentElement.dataset.charts === 'drawn'", timeout=30000)


def violations(page):
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def open_page(browser, url, seen, **options):
    context = browser.new_context(offline=True, **options)
    page = context.new_page()
    page.on("console", lambda message: seen["console"].append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen["console"].append(f"exception: {error}"))
    page.on("request", lambda request: seen["requests"].append(request.url))
    page.on("dialog", lambda dialog: (seen["dialogs"].append(dialog.message), dialog.dismiss()))
    page.goto(url)
    wait(page)
    return page


def visit(browser, path, shots):
    url = path.resolve().as_uri()
    seen = {"console": [], "requests": [], "dialogs": []}

    desktop = open_page(browser, url, seen, viewport=DESKTOP)
    result = {
        "page": path.name,
        "title": desktop.title(),
        "heading": desktop.locator("h1").inner_text(),
        "text": desktop.locator("body").inner_text(),
        "charts": desktop.evaluate(CHARTS),
        "brokenLinks": desktop.evaluate(BROKEN_LINKS),
        "violations": violations(desktop),
        "openTables": desktop.locator("details[open] table").count(),
        "injected": desktop.evaluate("() => window.injected === true"),
    }
    desktop.screenshot(path=shots / f"{path.stem}-desktop.png", full_page=True)
    printed = shots / f"{path.stem}.pdf"
    desktop.emulate_media(media="print")
    desktop.screenshot(path=shots / f"{path.stem}-print.png", full_page=True)
    desktop.pdf(path=printed, format="A4", prefer_css_page_size=True)
    result["pdfPages"] = len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes()))

    phone = open_page(browser, url, seen, viewport=PHONE, is_mobile=True, has_touch=True)
    phone.screenshot(path=shots / f"{path.stem}-phone.png", full_page=True)
    result["sidewaysOnPhone"] = phone.evaluate(SIDEWAYS)
    result["phoneCharts"] = phone.evaluate(CHARTS)

    dark = open_page(browser, url, seen, viewport=DESKTOP, color_scheme="dark")
    dark.screenshot(path=shots / f"{path.stem}-dark.png", full_page=True)
    result["violations"] += violations(dark)

    # Last, because the browser complains on the console that it has refused.
    result["console"] = list(seen["console"])
    foreign = dark.evaluate(FOREIGN)
    result["foreignScriptRan"] = foreign["script"]
    result["foreignStyleApplied"] = foreign["style"]

    result["otherRequests"] = [each for each in seen["requests"] if each != url]
    result["dialogs"] = seen["dialogs"]
    return result


def main():
    browser_path, shots, *pages = sys.argv[1:]
    shots = pathlib.Path(shots)
    shots.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as tool:
        # Without the sandbox, because continuous integration runs as root.
        browser = tool.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        results = [visit(browser, pathlib.Path(page), shots) for page in pages]
        browser.close()
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main()
