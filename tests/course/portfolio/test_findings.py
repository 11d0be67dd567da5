from course.portfolio.findings import Finding, Report, Standing, finding


def test_a_finding_with_a_reason_does_not_hold():
    assert finding("site", "index.html").standing is Standing.HOLDS
    assert finding("site", "index.html", "it is missing").standing is Standing.FAILS


def test_a_report_holds_until_a_claim_fails():
    person = Finding("profile.toml", "name", Standing.OPEN, "a person's word")
    report = Report((finding("site", "a"), person))
    assert report.holds
    assert (report.count(Standing.HOLDS), report.count(Standing.OPEN)) == (1, 1)
    assert not Report((*report.findings, finding("site", "b", "it is missing"))).holds
