from autograder.cli import main


def test_it_says_what_it_made_and_what_is_still_to_be_read(cohort, grade, capsys):
    cohort.hand_in("ada", count="RIGHT", limit_words="So.")
    cohort.hand_in("bob", time="2026-11-03 10:00:00 UTC")
    grade()
    command = ["feedback", "01_foundations", "--course", str(cohort.folder)]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 notebook has an answer that a person has yet to read; type this again afterwards.",
        "Not for release_feedback: bob: timestamp.txt or submission_secret.txt is missing",
        f"2 pages for 2 learners in {cohort.folder / 'feedback'}.",
    ]
    (path,) = (cohort.folder / ".autograder" / "results").rglob("ada.jsonl")
    path.write_bytes(path.read_bytes()[:-50])
    assert main([*command, "--only", "ada", "--lesson", "01_delays", "--without-outputs"]) == 1
    assert "No page; autograder grade 01_foundations mends it: ada/01_delays" in capsys.readouterr().out
    assert main([*command, "--only", "eve"]) == 2
