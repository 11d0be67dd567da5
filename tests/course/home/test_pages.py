"""The pages of the course home, from a real JupyterLab: who may see them, what they say, and that all can read them."""

import json
import re
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

from course import datasets
from course.manifest import load_manifest

LESSON = load_manifest().lessons[0]
PAGES = (
    "course",
    f"course/lesson/{LESSON.id}",
    "course/cards",
    "course/cards/flights",
    "course/cards/digits",
    "course/revise",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("path", [*PAGES, "course/events", "course/static/home.js", f"course/status/{LESSON.id}.ipynb"])
def test_nothing_is_shown_to_who_is_not_logged_in(lab, path):
    with urllib.request.urlopen(f"{lab.base}/{path}", timeout=30) as answer:
        assert answer.url.startswith(f"{lab.base}/login")


def test_the_front_page_says_where_one_is_and_leads_there(lab):
    html = lab.get("course")
    assert '<h1 id="now-title">Exercise 3: count by any column</h1>' in html
    assert f'href="/lab/tree/{LESSON.id}.ipynb#cell-id=count-by">Continue</a>' in html
    assert re.search(r'<span class="big">4</span> <span class="of">of \d+ exercises done', html)
    assert html.count('<li class="step') == 5
    assert "Exercise 3: count by any column: partly done" in html
    assert "Exercise 7: explain what a table hides: for a person to read" in html
    assert html.count('<svg class="bar"') == 4
    assert re.search(r"13\.3 of \d+ points", html)


def test_the_stylesheets_of_a_page_are_there_and_define_every_colour_and_measure_that_they_use(lab):
    sheets = re.findall(r'<link rel="stylesheet" href="/([^"]+)">', lab.get("course"))
    styles = "\n".join(lab.get(sheet) for sheet in sheets)
    used, defined = set(re.findall(r"var\((--[\w-]+)", styles)), set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", styles))
    assert {"--accent", "--paper", "--step"} <= used
    assert used <= defined


def test_an_extra_tells_its_cost_before_its_button(lab):
    html = lab.get("course")
    for extra in load_manifest().extras:
        part = html[html.index(f'id="extra-{extra.id}"') :].partition("</li>")[0]
        assert f"{extra.megabytes} MB on disk, about {extra.seconds} s" in part


def test_a_lessons_page_has_what_the_check_said_hints_and_only_solutions_that_may_be_seen(lab):
    html = lab.get(f"course/lesson/{LESSON.id}")
    parts = dict(re.findall(r'<section class="exercise" id="exercise-([\w-]+)"(.*?)</section>', html, re.DOTALL))
    assert len(parts) == 12
    assert all(part.count("<summary>Hint") == 3 for part in parts.values())
    assert "One solution" in parts["warm-up-check"]
    assert "later_than_mean = 1" in parts["warm-up-check"]
    failed = parts["count-by-check"]
    assert "Does the loop go on after the first row" in failed
    assert "a hidden check, on other data" in failed
    assert "Show me the solution" in failed
    assert "counts.get" not in failed.partition("Show me the solution")[2]
    assert "A model answer" in parts["explain-islands"]


def test_there_is_no_page_of_what_is_not_there(lab):
    for path in ("course/lesson/09_none/01_none", "course/cards/none", "course/status/START.md"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            lab.get(path)
        assert caught.value.code == 404


def test_a_data_card_is_shown_whole(lab):
    html = lab.get("course/cards/flights")
    assert "<h1>flights</h1>" in html
    assert all(f"<code>{column.name}</code>" in html for column in datasets.card("flights").columns)


def test_the_status_of_a_lesson_is_told_in_short(lab):
    told = json.loads(lab.get(f"course/status/{LESSON.id}.ipynb"))
    assert (told["done"], told["of"], told["next"]["cell"]) == (4, 12, "count-by")


def test_the_pages_may_load_nothing_from_elsewhere(lab):
    request = urllib.request.Request(f"{lab.base}/course", headers={"Authorization": f"token {lab.token}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_every_page_passes_axe_on_a_phone_and_in_the_dark_and_asks_for_nothing_elsewhere(lab, chromium):
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page = context.new_page()
            asked, said = [], []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(lab.url)
            assert "token" not in page.url
            for path in PAGES:
                page.goto(f"{lab.base}/{path}")
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                results = Axe().run(page, options={"runOnly": RULES})
                assert results.violations_count == 0, (path, scheme, width, results.generate_report())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            assert [url for url in asked if not url.startswith((f"{lab.base}/", "data:"))] == []
            assert said == []
            context.close()


def test_the_pages_can_be_read_and_walked_without_javascript(lab, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(lab.url)
    page.get_by_role("link", name=LESSON.title, exact=True).click()
    page.click("#exercise-read-numbers-check >> text=Hint 2")
    page.wait_for_selector("#hint-read-numbers-check-2 .prose", state="visible")
    page.click("text=Course home")
    assert page.inner_text("h1").startswith("Exercise 3")
    context.close()


def test_a_keyboard_alone_reaches_content_and_the_big_button(lab, chromium):
    page = chromium.new_page()
    page.goto(lab.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Continue"
