"""Does each person's job in the viewer with a real browser, from signing in to the download.

    PETABINAAN_TOKENS='{"officer":"pb_…","planner":"pb_…","admin":"pb_…"}' \\
      python3 viewer_jobs_check.py http://127.0.0.1:8080 [--chromium PATH] [--pictures FOLDER] [--widths 1280,768,390]
      [--languages id,en] [--measure]

The tokens are those of the accounts of `geoctl demo --json`; the server serves that demo. Needs Playwright for Python and
a Chromium of the system. In both languages and at three widths:

- the division opens coverage, sees regencies or districts in a table, asks for changes, compares two days, downloads;
- the officer says what for, sees heat, hotspots and clusters, opens a village, plays the months, downloads; then records a
  session and takes it back, and triages a report and takes that back;
- the planner opens the ranking, or is told that this server has none;
- the administrator records a stage with its decree and takes it back.

Each page is looked at by accessibility.js, the console has to stay clean, and nothing may scroll sideways. `--measure`
prints how soon the first view is drawn and the longest task while panning; these are figures, no checks.

One line per check on stdout. Exit code 0: all passed; 1: some failed; 2: it could not run.
"""

import argparse
import csv
import io
import json
import os
import pathlib
import re
import shutil
import sys

import viewer_check
from viewer_check import PATIENCE, SWITCHES, check

try:
    from playwright.sync_api import Error as BrowserError
    from playwright.sync_api import sync_playwright
except ImportError:
    print("Playwright for Python is missing: pip install playwright", file=sys.stderr)
    sys.exit(2)

HEIGHTS = {1280: 768, 768: 1024, 390: 844}
RULES = (pathlib.Path(__file__).parent / "accessibility.js").read_text()


class Job(viewer_check.Visit):
    """A person at the viewer, signed in through its own page."""

    def __init__(self, browser, base, width, language, role, token, pictures):
        super().__init__(browser, base, (width, HEIGHTS.get(width, 800)), token="")
        self.label = f"{role} {language} {width}"
        self.width = width
        self.pictures = pictures
        self.context.add_init_script(f"localStorage.setItem('petabinaan.language', '{language}')")
        self.page.goto(f"{base}/signin", wait_until="load", timeout=PATIENCE)
        self.page.fill("#token", token)
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#account .account-line", timeout=PATIENCE)

    def say_what_for(self):
        self.panel(True)
        self.page.fill("#purpose", "pemeriksaan tampilan")
        self.page.click("#account .purpose button")
        self.page.wait_for_selector("#account .purpose", state="detached", timeout=PATIENCE)
        self.settle()

    def check(self, what, passed, detail=""):
        check(f"{self.label}: {what}", passed, detail)

    @property
    def is_narrow(self):
        return self.width <= 720

    def panel(self, is_open):
        """Opens or closes the panel of choices."""
        if (self.page.get_attribute("#panel-toggle", "aria-expanded") == "true") != is_open:
            self.page.click("#panel-toggle")

    def go(self, place):
        self.panel(True)
        self.page.click(f"[data-place={place}]")
        self.settle()

    def table(self, is_open):
        if self.page.locator("#table").is_visible() == is_open:
            return
        if is_open:
            self.panel(True)
            self.page.click("#table-toggle")
            self.page.wait_for_selector("#table:not([aria-busy]):not([hidden])", timeout=PATIENCE)
        else:
            self.page.click("#table .icon-button")

    def download(self):
        """The rows of the file that the table offers."""
        self.table(True)
        self.page.wait_for_selector("#table [data-download]", timeout=PATIENCE)
        with self.page.expect_download(timeout=PATIENCE) as waiting:
            self.page.click("#table [data-download]")
        text = pathlib.Path(waiting.value.path()).read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(text)))
        return rows

    def look(self, name):
        """Looks at the page as it is: accessibility, width, picture."""
        problems = self.page.evaluate(RULES)
        self.check(f"{name} is accessible", not problems, "; ".join(problems[:4]))
        sideways = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        self.check(f"{name} does not scroll sideways", not sideways)
        if self.pictures:
            file = f"{self.label}-{name}.png".replace(" ", "-")
            self.page.screenshot(path=pathlib.Path(self.pictures) / file)

    def until(self, expression):
        """Waits for an expression; the page's policy lets no other way evaluate strings again and again."""
        for _ in range(PATIENCE // 200):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(200)
        raise BrowserError(f"in vain: {expression}")

    def undo(self, wanted):
        """Takes the last change back by the notice that offers it."""
        self.page.wait_for_selector("#notices .text-button", timeout=PATIENCE)
        self.check(f"{wanted} is said to be recorded", True)
        self.page.click("#notices .text-button")
        self.until("[...document.querySelectorAll('#notices p')].some((p) => /diurungkan|Set back/.test(p.textContent))")
        self.check(f"{wanted} is taken back", True)

    def end(self):
        self.check("no error in the console", not self.errors, "; ".join(self.errors[:3]))
        self.close()


def division(job):
    """Where are we present, since when, and what is not covered?"""
    page = job.page
    job.go("coverage")
    rows = job.download()
    job.check("the coverage table can be downloaded", rows and "active_share" in rows[0], str(rows[:1]))
    job.look("coverage")
    job.table(False)
    job.panel(True)
    page.fill("[name=since]", "2025-06-30")
    page.dispatch_event("[name=since]", "change")
    rows = job.download()
    job.check("changes since a day are in the table", rows and "active_change" in rows[0], str(rows[:1]))
    job.table(False)
    job.panel(True)
    page.click("label:has([name=by][value=distance])")
    job.settle()
    page.click("[data-compare]")
    page.wait_for_selector("[role=slider].swipe", timeout=PATIENCE)
    page.focus("[role=slider].swipe")
    before = page.get_attribute(".swipe", "aria-valuenow")
    page.keyboard.press("ArrowRight")
    after = page.get_attribute(".swipe", "aria-valuenow")
    job.check("two days are compared, also with the keyboard", before != after, f"{before} {after}")
    job.settle()
    job.look("comparison")
    job.panel(True)
    page.click("[data-compare]")
    job.check("the comparison ends", page.locator(".swipe").count() == 0)


def officer(job):
    """Where are reports clustering, is it more than chance, what is nearby?"""
    page = job.page
    job.check("a purpose is asked first", page.locator("#purpose").count() == 1)
    job.look("purpose")
    job.say_what_for()
    job.go("hotspots")
    rows = job.download()
    job.check("the densities can be downloaded", rows and "peak_per_km2" in rows[0], str(rows[:1]))
    job.table(False)
    job.look("heat")
    text = job.text("#legend")
    said = "bukan ukuran pelanggaran" in text or "not a measure of offences" in text
    job.check("it is said what density is not", said, text)
    job.panel(True)
    page.click(".play")
    job.until("location.hash.includes('from=')")
    page.click(".play")
    job.check("the months can be played", "from=" in page.url, page.url)
    page.click("label:has([value=all])")
    page.click("label:has([name=view][value=gi])")
    job.settle()
    rows = job.download()
    job.check("hotspots can be downloaded", rows and "q" in rows[0] and "class" in rows[0], str(rows[:1]))
    job.table(False)
    job.go("clusters")
    page.wait_for_selector(".pin.numbered", state="attached", timeout=PATIENCE)
    rows = job.download()
    job.check("clusters can be downloaded", rows and "rank" in rows[0], str(rows[:1]))
    job.look("clusters")
    page.click("#table tbody .row-name >> nth=0")
    page.wait_for_selector("#card:not([hidden]):not([aria-busy])", timeout=PATIENCE)
    page.wait_for_selector("#card .trend", timeout=PATIENCE)
    job.check("the card shows the trend and the neighbours", page.locator("#card .links button").count() > 0)
    job.settle()
    job.table(False)
    job.look("card")
    find(job)
    desk(job)


def find(job):
    """A village by its name."""
    page = job.page
    page.keyboard.press("Escape")
    page.fill("#search-field", "randumul")
    page.wait_for_selector("#hits [role=option] >> nth=0", timeout=PATIENCE)
    job.look("search")
    page.press("#search-field", "Enter")
    page.wait_for_selector("#card:not([hidden]):not([aria-busy])", timeout=PATIENCE)
    job.check("a village is found by its name", job.text("#card-title") == "Randumulya", job.text("#card-title"))


def desk(job):
    """A session and a triage, each taken back."""
    page = job.page
    page.click("#card .to-desk")
    job.settle()
    page.fill(".desk-form [type=number]", "24")
    page.click(".desk-form [type=submit]")
    job.undo("a session")
    job.look("desk")
    page.select_option("[name=task]", "triage")
    page.wait_for_selector("#desk .cards button", timeout=PATIENCE)
    # A coarser one may have been placed outside every village, and is then nobody's to triage.
    exact = page.locator("#desk .cards li", has_text=re.compile("titik pasti|exact point")).first
    exact.locator(".segments button").first.click()
    job.undo("a triage")
    page.select_option("[name=task]", "reporting")
    page.wait_for_selector("#desk .cards button", timeout=PATIENCE)
    job.look("reporting")
    page.select_option("[name=task]", "report")
    page.click("#desk [type=submit]")
    page.wait_for_selector("#desk .download", timeout=PATIENCE)
    job.check("the monthly report is shown", page.locator("#desk .report dd").count() > 3)


def planner(job):
    """Which village should be next, and how sure is that?"""
    job.go("planning")
    job.table(True)
    job.page.wait_for_selector("#table tbody tr, #table .empty", timeout=PATIENCE)
    if job.page.locator("#table tbody tr").count():
        rows = job.download()
        job.check("the ranking can be downloaded", rows and "rank" in rows[0], str(rows[:1]))
    else:
        said = job.text("#table .empty")
        job.check("it is said that there is no ranking", len(said) > 20, said)
    job.look("planning")
    job.table(False)


def admin(job):
    """A stage with its decree."""
    page = job.page
    page.fill("#search-field", "karangampel")
    page.wait_for_selector("#hits [role=option] >> nth=0", timeout=PATIENCE)
    page.press("#search-field", "Enter")
    page.wait_for_selector("#card:not([hidden]):not([aria-busy])", timeout=PATIENCE)
    job.settle()
    page.click("#card .to-desk")
    job.settle()
    inputs = page.locator(".desk-form input[type=text]")
    page.select_option(".desk-form select", "ditetapkan")
    inputs.nth(0).fill("SK/UJI/1")
    page.click(".desk-form [type=submit]")
    job.undo("a stage")
    job.look("programme")


def measure(browser, base, token):
    """How soon the first view is there, and the longest task while panning."""
    visit = viewer_check.Visit(browser, base, (1280, 768), token=token)
    visit.page.add_init_script("""
      window.tasks = [];
      new PerformanceObserver((list) => list.getEntries().forEach((one) => window.tasks.push([one.startTime, one.duration])))
        .observe({ type: "longtask", buffered: true });
      const drawn = new MutationObserver(() => {
        if (document.querySelector("#progress")?.hidden && document.querySelector(".maplibregl-canvas")) window.drawnAt ??= performance.now();
      });
      document.addEventListener("DOMContentLoaded", () => drawn.observe(document.body, { subtree: true, attributes: true, childList: true }));
    """)
    page = visit.page
    page.goto(base, wait_until="load", timeout=PATIENCE)
    visit.settle()
    drawn = page.evaluate("[window.drawnAt, performance.timing.loadEventEnd - performance.timing.navigationStart]")
    print(f"figure first view: {drawn[0]:.0f} ms after the start, {drawn[0] - drawn[1]:.0f} ms after load")
    page.evaluate("window.tasks.length = 0")
    for step in range(12):
        page.mouse.move(800, 350)
        page.mouse.down()
        page.mouse.move(800 - 40 * (1 if step % 2 else -1), 300, steps=12)
        page.mouse.up()
        page.wait_for_timeout(120)
    tasks = page.evaluate("window.tasks.map(([, duration]) => duration)")
    print(f"figure panning: {len(tasks)} tasks over 50 ms, longest {max(tasks, default=0):.0f} ms")
    visit.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="the server's address, such as http://127.0.0.1:8080")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    parser.add_argument("--pictures", help="a folder for screenshots")
    parser.add_argument("--widths", default="1280,768,390")
    parser.add_argument("--languages", default="id,en")
    parser.add_argument("--jobs", default="division,officer,planner,admin")
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    if not arguments.chromium:
        print("No Chromium found: name one with --chromium", file=sys.stderr)
        return 2
    tokens = json.loads(os.environ.get("PETABINAAN_TOKENS", "{}"))
    base = arguments.base.rstrip("/")
    jobs = {"division": ("planner", division), "officer": ("officer", officer), "planner": ("planner", planner),
            "admin": ("admin", admin)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=SWITCHES)
        for width in map(int, arguments.widths.split(",")):
            for language in arguments.languages.split(","):
                for name in arguments.jobs.split(","):
                    role, work = jobs[name]
                    do(browser, base, width, language, name, tokens[role], work, arguments.pictures)
        if arguments.measure:
            measure(browser, base, tokens.get("officer", ""))
        browser.close()
    print(f"{viewer_check.failures} failed" if viewer_check.failures else "all passed")
    return 1 if viewer_check.failures else 0


def do(browser, base, width, language, name, token, work, pictures):
    """One job; a wait that ends without the thing waited for is a failed check, not the end of the run."""
    job = None
    try:
        job = Job(browser, base, width, language, name, token, pictures)
        job.settle()
        work(job)
        job.end()
    except BrowserError as error:
        check(f"{name} {language} {width}", False, " ".join(str(error).split())[:300])
        if job:
            job.close()


if __name__ == "__main__":
    sys.exit(main())
