import dataclasses
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe

from course.authoring.example import FOLDER
from course.paths import ROOT
from course.portfolio import Series
from course.portfolio.profile import Profile
from course.portfolio.site import CARD_HEADINGS, assemble, design, render
from course.progress import Results

SMALL = {"name": "Jo Park", "headline": "Learning data science"}


class Elements(HTMLParser):
    """The start tags, the ids and the headings of a page."""

    def __init__(self, html: bytes):
        super().__init__()
        self.tags, self.ids, self.levels = [], [], []
        self.feed(html.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        self.ids += [values["id"]] if "id" in values else []
        self.levels += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []

    def addresses(self):
        return [v for _, values in self.tags for k, v in values.items() if k in {"href", "src"}]


@pytest.fixture
def site(content):
    return render(content)


@pytest.fixture
def pages(site):
    return {path: Elements(data) for path, data in site.items() if path.endswith(".html")}


@pytest.fixture
def written(served_content, tmp_path):
    """A site with every kind of page as files, in a folder whose name has a space and other letters."""
    root = tmp_path / "mein Portfolio é"
    for path, data in render(served_content).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def test_every_case_study_has_a_page_a_figure_and_its_notebook(site):
    assert {path for path in site if "visual-analysis" in path} == {
        "case-studies/real-data-visual-analysis.html",
        "figures/real-data-visual-analysis.png",
        "notebooks/real-data-visual-analysis.ipynb",
    }


def test_the_same_content_gives_the_same_bytes(content, site):
    assert render(dataclasses.replace(content)) == site


def test_every_address_inside_the_site_is_there(site, pages):
    for path, page in pages.items():
        for address in page.addresses():
            if re.match(r"(https?|mailto|data):", address):
                continue
            target, part = urldefrag(unquote(address))
            folder = path.rpartition("/")[0]
            if not target:
                target = path
            elif target.startswith("../"):
                target = target.removeprefix("../")
            elif folder:
                target = f"{folder}/{target}"
            assert target in site, (path, address)
            if part:
                assert part in pages[target].ids, (path, address)


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_a_script(pages):
    for path, page in pages.items():
        for tag, values in page.tags:
            assert tag not in {"script", "iframe", "object", "embed", "form"}, path
            if tag in {"img", "link"}:
                assert not values.get("src", values.get("href")).startswith("http"), path


def test_headings_nest_and_pictures_have_words(pages):
    for path, page in pages.items():
        assert page.levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in zip(page.levels, page.levels[1:], strict=False)), path
        assert len(page.ids) == len(set(page.ids)), path
        for tag, values in page.tags:
            assert tag != "img" or len(values["alt"].split()) > 3, path


def test_the_front_page_begins_with_the_person_and_the_first_case_study(site):
    html = site["index.html"].decode("utf-8")
    order = ["Amara Lindqvist-Okafor</h1>", "mailto:amara", "Fly before nine", "3.35", "Late on average", "Fit to four"]
    places = [html.index(words) for words in order]
    assert places == sorted(places)


def test_a_skill_says_what_was_done_and_links_to_it(site):
    html = site["skills.html"].decode("utf-8")
    claim = html[html.index('id="skill-programming"') : html.index('id="skill-analytical-thinking"')]
    assert "17 of 20 exercises passed in 2 lessons" in claim
    assert '<a href="case-studies/foundations-programming.html">How much heavier is a Gentoo?</a>' in claim
    assert '<a href="case-studies/foundations-statistics.html">' in claim
    assert "Not shown yet:</strong> Mathematics, SQL" in html


def test_no_page_speaks_of_a_percentage_of_mastery(site):
    body = site["skills.html"].decode("utf-8").partition("<body")[2]
    assert "%" not in re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)


def test_each_role_tells_number_strongest_and_missing(site):
    html = site["index.html"].decode("utf-8")
    roles = html[html.index('class="roles"') :]
    assert roles.count("<svg") == 4
    assert roles.count("skills shown") == 4
    scientist = roles[roles.index("Data Scientist") : roles.index("Research Scientist")]
    assert "6 of 12 skills shown" in scientist
    reason = (
        r'<a href="skills.html#skill-[a-z-]+">[^<]+</a> <span class="note">used (?:daily|weekly|now and then), '
        r'\d+ of \d+ exercises, shown in</span> <a href="case-studies/([a-z-]+).html">[^<]+</a>'
    )
    assert len(re.findall(reason, scientist)) == 3
    assert re.search(r"Not shown yet</dt><dd>[A-Z].* and \d more", scientist)


def test_what_the_learner_wrote_is_escaped(content):
    evil = "<script>alert('x')</script> & \"quotes\""
    profile = Profile.model_validate({"name": evil, "headline": evil, "about": evil, "location": evil})
    pieces = tuple(
        dataclasses.replace(p, code=evil, evidence=dataclasses.replace(p.evidence, title=evil, question=evil))
        for p in content.pieces
    )
    for path, data in render(dataclasses.replace(content, profile=profile, pieces=pieces)).items():
        if path.endswith(".html"):
            assert b"<script" not in data, path


def test_one_piece_without_figure_code_or_results_is_a_whole_site(content, manifest):
    piece = content.pieces[0]
    evidence = dataclasses.replace(piece.evidence, figure=None)
    notebooks = {piece.lesson.id: piece.notebook}
    small, refused = assemble(
        manifest, Profile.model_validate(SMALL), Results({}), {piece.lesson.id: evidence}, {}, notebooks
    )
    site = render(small)
    assert refused == ()
    assert "Fit to four roles" not in site["index.html"].decode("utf-8")
    assert "No exercise has been checked yet" in site["skills.html"].decode("utf-8")
    assert not [path for path in site if path.endswith(".png")]


def test_a_lesson_with_nothing_passed_and_no_evidence_is_not_spoken_of(content, manifest):
    notebooks = {"02_real_data/02_sql": b'{"cells": []}'}
    bare, _ = assemble(manifest, content.profile, Results({}), {}, {}, notebooks)
    assert (bare.notebooks, bare.claims.lessons) == ({}, ())


def test_a_model_has_a_page_with_its_card_and_what_was_measured(served_content, served):
    site = render(served_content)
    page = site["model-cards/real-data-visual-analysis.html"].decode("utf-8")
    headings = re.findall(r"<h2 id=\"card-[a-z_]+\">([^<]+)</h2>", page)
    assert headings == list(CARD_HEADINGS.values())
    assert set(CARD_HEADINGS) | {"name", "version"} == set(served["card"].texts)
    assert "<strong>more than 30 minutes</strong>" in page
    assert "<li>calibration in ten bins</li>" in page
    assert "Version 1.2" in page
    assert page.count("differs from machine to machine") == 1
    case = site["case-studies/real-data-visual-analysis.html"].decode("utf-8")
    assert 'href="../model-cards/real-data-visual-analysis.html"' in case
    assert page.count("../case-studies/real-data-visual-analysis.html") == 1
    assert "Case study, with a model card" in site["index.html"].decode("utf-8")


def test_a_curve_takes_the_place_of_the_figure_and_every_value_is_in_a_table(content):
    first = content.pieces[0]
    series = (Series("public", (0.61, None)), Series("private", (0.6, 0.64)), Series("model to beat", (0.63,)))
    tried = dataclasses.replace(first, evidence=dataclasses.replace(first.evidence, series=series, step="try"))
    pages = render(dataclasses.replace(content, pieces=(tried, *content.pieces[1:])))
    case = pages["case-studies/real-data-visual-analysis.html"].decode("utf-8")
    assert case.count('<svg class="plot" role="img"') == 1
    assert case.index('class="plot"') < case.index("In numbers")
    assert '<tr><th scope="row">1</th><td>0.61</td><td>0.6</td></tr>' in case
    assert '<tr><th scope="row">2</th><td>none</td><td>0.64</td></tr>' in case
    assert '<tr><th scope="row">model to beat</th><td>0.63</td></tr>' in case
    assert case.index("The figure as the notebook drew it") < case.index("figures/real-data-visual-analysis.png")
    front = pages["index.html"].decode("utf-8")
    assert front.index('class="plot"') < front.index("More work")


def test_the_design_has_a_fingerprint():
    assert re.fullmatch("[0-9a-f]{16}", design())


@pytest.fixture(params=["written", "example"])
def pages_of(request):
    """Two sites as files: a small one with every kind of page, and that of the example of all lessons."""
    return request.getfixturevalue("written") if request.param == "written" else ROOT / FOLDER / "site"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility_asks_for_a_file_or_overflows(chromium, pages_of, scheme, width):
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted(pages_of.rglob("*.html")):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        results = Axe().run(page)
        assert results.violations_count == 0, (path.name, scheme, width, results.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (path.name, width)
        broken = "[...document.images].filter(i => i.loading != 'lazy' && !i.naturalWidth).length"
        assert page.evaluate(broken) == 0, path.name
    inside = pages_of.as_uri()
    assert [url for url in asked if not url.startswith((inside, "data:"))] == []


def test_the_cv_each_case_study_and_each_model_card_print_on_one_page(chromium, pages_of):
    page = chromium.new_page()
    paths = [pages_of / "cv.html", *pages_of.glob("case-studies/*.html"), *pages_of.glob("model-cards/*.html")]
    for path in paths:
        page.goto(path.as_uri())
        assert printed_pages(page) == 1, path.name


def test_a_keyboard_reaches_the_content_first(chromium, written):
    page = chromium.new_page()
    page.goto((written / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"


def printed_pages(page):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True)))
