"""Opens the viewer in a real browser and checks what an officer would notice.

    PETABINAAN_TOKEN=pb_… python3 viewer_check.py http://127.0.0.1:8080 [--chromium PATH] [--pictures FOLDER]

The token is an officer's, as `geoctl demo` prints one. The server must be running with a workspace that holds
villages (`geoctl demo` makes one) and with MapLibre. Needs Playwright for Python (`pip install playwright`) and a
Chromium of the system; Playwright's own browsers are not needed. WebGL runs in software, so no graphics card is needed either.

At 1440x900, 1024x768 and 390x844 it checks that the map loads without an error in the console
(a blocked script, style or worker counts as one), that the legend is complete and inside the window, that nothing
makes the page scroll sideways, that a click on a village opens its card and writes the address,
that Esc closes the card, and that the language can be switched. Once it checks the sentences for an
empty period, a failing request and a missing map library, and the page from the keyboard alone.

One line per check on stdout. Exit code 0: all passed; 1: some failed; 2: it could not run.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import sys
import urllib.request

try:
    from playwright.sync_api import Error as BrowserError
    from playwright.sync_api import sync_playwright
except ImportError:
    print("Playwright for Python is missing: pip install playwright", file=sys.stderr)
    sys.exit(2)

WINDOWS = [(1440, 900), (1024, 768), (390, 844)]
SWITCHES = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--lang=id"]
PATIENCE = 60_000  # milliseconds; a debug build of the server renders slowly

failures = 0


def check(name, passed, detail=""):
    """Prints one line and remembers a failure."""
    global failures
    failures += 0 if passed else 1
    tail = f": {detail}" if detail and not passed else ""
    print(f"{'ok  ' if passed else 'FAIL'} {name}{tail}", flush=True)


def fetch(address):
    with urllib.request.urlopen(address, timeout=60) as response:
        return json.load(response)


def some_village(base):
    """A village in the middle of the data: code, name, longitude and latitude of its label."""
    west, south, east, north = fetch(f"{base}/tiles/villages.json")["bounds"]
    near = f"{(west + east) / 2},{(south + north) / 2}"
    village = fetch(f"{base}/villages?near={near}&limit=1")["villages"][0]
    return village["code"], village["name"], *village["label"]


def sign_in(context, base, token):
    """Begins a session as the page to sign in does, and says what for."""
    headers = {"Origin": base, "Content-Type": "application/json"}
    answer = context.request.post(f"{base}/session", headers=headers, data=json.dumps({"token": token}))
    if not answer.ok:
        raise SystemExit(f"the token of PETABINAAN_TOKEN does not sign in: {answer.status}")
    context.request.put(
        f"{base}/session/purpose", headers=headers, data=json.dumps({"purpose": "pemeriksaan tampilan"}))


class Visit:
    """One browser window on the viewer, and what it complained of."""

    def __init__(self, browser, base, size, token=None):
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="id-ID", timezone_id="Asia/Jakarta")
        if token is None:
            token = os.environ.get("PETABINAAN_TOKEN", "")
        if token:
            sign_in(self.context, base, token)
        self.page = self.context.new_page()
        self.base = base
        self.errors = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, message):
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location.get('url', '')}")

    def open(self, fragment=""):
        self.page.goto(f"{self.base}/{fragment}", wait_until="load", timeout=PATIENCE)
        self.page.wait_for_selector("#legend :is(.classes, .strip)", timeout=PATIENCE)
        self.settle()

    def settle(self):
        """Waits until the bar that shows loading has been away for a moment."""
        self.page.wait_for_timeout(600)
        self.page.wait_for_selector("#progress", state="hidden", timeout=PATIENCE)
        self.page.wait_for_timeout(300)

    def text(self, selector):
        return self.page.inner_text(selector)

    def close(self):
        self.context.close()


def check_window(browser, base, size, village, pictures):
    """The way of an officer through one window."""
    code, name, longitude, latitude = village
    width, height = size
    label = f"{width}x{height}"
    visit = Visit(browser, base, size)
    page = visit.page
    visit.open(f"#12/{latitude}/{longitude}")
    check(f"{label} map is drawn", page.locator(".maplibregl-canvas").count() == 1)
    check_legend(visit, label, size)
    page.mouse.click(width / 2, height / 2)
    page.wait_for_selector("#card:not([hidden]):not([aria-busy])", timeout=PATIENCE)
    visit.settle()
    title = visit.text("#card-title")
    check(f"{label} a click opens the card of the village", title == name, title)
    check(f"{label} the card tells count, mean and peak", page.locator(".figures dd").count() >= 4)
    check(f"{label} the address names the village", f"village={code}" in page.url, page.url)
    if pictures:
        page.screenshot(path=pathlib.Path(pictures) / f"viewer-{label}.png")
    page.keyboard.press("Escape")
    check(f"{label} Esc closes the card", page.locator("#card").is_hidden())
    check_language(visit, label)
    sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    check(f"{label} the page does not scroll sideways", not sideways)
    check(f"{label} no error in the console", not visit.errors, "; ".join(visit.errors[:3]))
    visit.close()


def check_legend(visit, label, size):
    page = visit.page
    box = page.locator("#legend").bounding_box()
    inside = box and box["y"] >= 0 and box["y"] + box["height"] <= size[1] + 1
    check(f"{label} the legend is inside the window", bool(inside), str(box))
    if page.locator("#legend.short").count():
        page.locator("#legend button").click()
    rows = page.locator("#legend .classes li").count()
    looks = page.locator("#legend .looks li").count()
    check(f"{label} the legend has classes, zero, no data and borders", rows >= 2 and looks >= 4)
    text = visit.text("#legend")
    facts = "km²" in text and "bukan ukuran pelanggaran" in text
    check(f"{label} the legend tells the unit and what density is not", facts, text)
    if size[0] <= 720:
        page.locator("#legend button").click()


def check_language(visit, label):
    page = visit.page
    before = visit.text("#legend h2")
    page.click("[data-language=en]")
    visit.settle()
    english = visit.text("#legend h2")
    check(f"{label} English can be chosen", english != before, english)
    page.reload(wait_until="load")
    page.wait_for_selector("#legend h2", timeout=PATIENCE)
    visit.settle()
    check(f"{label} the language is remembered", page.evaluate("document.documentElement.lang") == "en")
    page.click("[data-language=id]")
    visit.settle()
    words = page.inner_text("body")
    check(f"{label} no word that brands a place", not re.search(r"\brawan\b", words, re.IGNORECASE))


def check_signed_out(browser, base):
    """Without an account there is coverage, and a way in."""
    visit = Visit(browser, base, WINDOWS[1], token="")
    visit.page.goto(base, wait_until="load", timeout=PATIENCE)
    visit.page.wait_for_selector("#account a", timeout=PATIENCE)
    visit.settle()
    check("signed out there is a way in", "Masuk" in visit.text("#account"))
    check("signed out there is coverage and no heat", "Cakupan" in visit.text("#legend"), visit.text("#legend"))
    check("signed out the map is drawn", visit.page.locator(".maplibregl-canvas").count() == 1)
    check("signed out no error in the console", not visit.errors, "; ".join(visit.errors[:3]))
    visit.page.click("#account a")
    visit.page.fill("#token", os.environ.get("PETABINAAN_TOKEN", ""))
    visit.page.click("button[type=submit]")
    visit.page.wait_for_selector("#account .account-line", timeout=PATIENCE)
    check("a token signs in", "Petugas" in visit.text("#account"), visit.text("#account"))
    visit.page.fill("#purpose", "pemeriksaan tampilan")
    visit.page.click("#account .purpose button")
    visit.page.wait_for_selector("#legend :is(.classes, .strip)", timeout=PATIENCE)
    check("a purpose opens the reports", "pemeriksaan tampilan" in visit.text("#account"))
    visit.page.click("#account .account-line button")
    visit.page.wait_for_selector("#account a", timeout=PATIENCE)
    check("signing out leads back", "Masuk" in visit.text("#account"))
    visit.close()


def check_empty_period(browser, base):
    visit = Visit(browser, base, WINDOWS[1])
    visit.open("#&from=1990-01-01&to=1990-01-31")
    visit.page.wait_for_selector("#notices .hint", timeout=PATIENCE)
    check("an empty period is said to be empty", "Tidak ada" in visit.text("#notices"))
    check("the period is read from the address", "1 Januari 1990" in visit.text("#legend"))
    visit.page.click("#notices .text-button")
    visit.settle()
    check("one click shows all again", "from=" not in visit.page.url, visit.page.url)
    check("no error in the console over an empty period", not visit.errors, "; ".join(visit.errors[:3]))
    visit.close()


def check_failure(browser, base):
    """Requests that fail after the start, as when the server stops."""
    visit = Visit(browser, base, WINDOWS[1])
    visit.open()
    visit.page.route("**/*", lambda route: route.abort())
    visit.page.click("label:has([name=bandwidth][value='2000'])")
    visit.page.wait_for_selector("#notices .failure", timeout=PATIENCE)
    check("a failure is told in a sentence", "Server tidak dapat dihubungi" in visit.text("#notices"))
    visit.page.unroute("**/*")
    check("one sentence is enough", visit.page.locator("#notices .failure").count() == 1)
    visit.page.click("#notices .failure .text-button")
    visit.settle()
    mended = visit.page.locator("#notices .failure").count() == 0
    check("trying again helps", mended and "2 km" in visit.text("#legend"), visit.text("#notices"))
    visit.close()


def check_fallback(browser, base):
    visit = Visit(browser, base, WINDOWS[2])
    visit.page.route("**/vendor/maplibre-gl.js", lambda route: route.abort())
    visit.open()
    check("without the map library the reason is told", "Pustaka peta" in visit.text("#notices"))
    drawn = visit.page.evaluate(
        "[...document.querySelectorAll('.mosaic img')].filter((one) => one.naturalWidth > 0).length")
    check("without the map library still pictures are shown", drawn > 0, str(drawn))
    visit.close()


def check_keyboard(browser, base, village):
    """Tab reaches every control; the map opens the village at its centre."""
    _, name, longitude, latitude = village
    visit = Visit(browser, base, WINDOWS[1])
    visit.open(f"#12/{latitude}/{longitude}")
    page = visit.page
    reached = []
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(
            "document.activeElement.name || document.activeElement.id || document.activeElement.className"))
        if "maplibregl-canvas" in reached[-1]:
            break
    wanted = {"skip", "panel-toggle", "source", "from", "category", "bandwidth"}
    check("Tab reaches the choices before the map", wanted <= set(reached), str(reached))
    check("Tab reaches the map", "maplibregl-canvas" in reached[-1], str(reached))
    page.keyboard.press("Enter")
    page.wait_for_selector("#card:not([hidden]):not([aria-busy])", timeout=PATIENCE)
    check("Enter opens the village at the centre", visit.text("#card-title") == name)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    closed = page.get_attribute("#panel-toggle", "aria-expanded")
    check("Esc folds the panel", closed == "false", str(closed))
    visit.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", help="the server's address, such as http://127.0.0.1:8080")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    parser.add_argument("--pictures", help="a folder for a screenshot of each window")
    arguments = parser.parse_args()
    if not arguments.chromium:
        print("No Chromium found: name one with --chromium", file=sys.stderr)
        return 2
    base = arguments.base.rstrip("/")
    try:
        village = some_village(base)
    except (OSError, LookupError, ValueError) as error:
        print(f"No village from {base}: {error}", file=sys.stderr)
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=SWITCHES)
        for size in WINDOWS:
            guarded(f"{size[0]}x{size[1]}", check_window, browser, base, size, village, arguments.pictures)
        guarded("signed out", check_signed_out, browser, base)
        guarded("empty period", check_empty_period, browser, base)
        guarded("failure", check_failure, browser, base)
        guarded("fallback", check_fallback, browser, base)
        guarded("keyboard", check_keyboard, browser, base, village)
        browser.close()
    print(f"{failures} failed" if failures else "all passed")
    return 1 if failures else 0


def guarded(name, task, *arguments):
    """A wait that ends without the thing waited for is a failed check, not the end of the run."""
    try:
        task(*arguments)
    except BrowserError as error:
        check(name, False, str(error).splitlines()[0])


if __name__ == "__main__":
    sys.exit(main())
