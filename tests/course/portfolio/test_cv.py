import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import sync_playwright

from course.portfolio.cv import LINES, MOST_PIECES, USUAL_PIECES, fit, lines
from course.portfolio.profile import Profile, Station
from course.portfolio.site import render

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
LINE = ("measured delays and planned routes for colleagues at " * 3)[:138]


def station(points: int, length: int = 138) -> Station:
    return Station(
        title=LINE[:30], place=LINE[:34], when="September 2021 to March 2026", points=(LINE[:length],) * points
    )


def full(experience: int, education: int, points: int = 3, length: int = 138) -> Profile:
    return Profile(
        name="Amara Lindqvist-Okafor",
        headline=LINE,
        about=(LINE + " ") * 4,
        location="Bristol",
        experience=(station(points, length),) * experience,
        education=(station(points, length),) * education,
    )


def test_a_short_cv_keeps_everything(content):
    cv = fit(content.profile, content.pieces, content.claims.skills)
    assert cv.left_out == ()
    assert cv.pieces == content.pieces
    assert (cv.experience, cv.education) == (content.profile.experience, content.profile.education)


def test_an_empty_page_has_room_for_five_case_studies_and_a_full_one_for_three(content):
    pieces = content.pieces * 3
    assert fit(content.profile, pieces, content.claims.skills).pieces == pieces[:MOST_PIECES]
    crowded = fit(full(2, 1), pieces, content.claims.skills)
    assert len(crowded.pieces) == USUAL_PIECES
    assert not any("case stud" in words for words in crowded.left_out)


def test_what_has_no_room_is_named(content):
    cv = fit(full(8, 4), content.pieces, content.claims.skills)
    assert any("entries of experience" in words for words in cv.left_out)
    assert any("points of education" in words for words in cv.left_out)


def test_the_latest_work_keeps_its_points_longest(content):
    cv = fit(full(5, 2), content.pieces, content.claims.skills)
    counts = [len(entry.points) for entry in cv.experience]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 6), st.integers(1, 138))
def test_any_profile_is_cut_to_the_page(content, experience, education, points, length):
    profile = full(experience, education, points, length)
    cv = fit(profile, content.pieces, content.claims.skills)
    assert lines(profile, cv) <= LINES
    assert 1 <= len(cv.pieces) <= MOST_PIECES
    assert cv.experience == () or cv.experience[0].title == profile.experience[0].title


@pytest.mark.parametrize("family", ["", "DejaVu Sans"])
def test_the_fullest_cvs_print_on_one_page_in_narrow_and_wide_letters(content, program, family):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=FLAGS)
        page = browser.new_page()
        for profile in (full(2, 2), full(4, 3), full(10, 10, 3, 40), full(12, 12, 0), full(3, 3, 3, 80)):
            html = render(dataclasses.replace(content, profile=profile))["cv.html"].decode("utf-8")
            if family:
                html = re.sub(r"--(sans|serif): [^;]*;", rf"--\1: '{family}';", html)
            page.set_content(html)
            pdf = page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1, (family, profile)
        browser.close()
