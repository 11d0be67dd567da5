import json

import pytest

from course.competition import baselines
from course.competition.contest import find, names
from course.competition.metrics import METRICS
from course.errors import CompetitionError


@pytest.mark.parametrize("name", names())
def test_the_stored_scores_are_what_the_recipes_give(name):
    assert baselines.differences(find(name)) == []


@pytest.mark.parametrize("name", names())
def test_each_model_beats_guessing_in_private_and_the_one_to_beat_is_among_the_best(name):
    contest = find(name)
    metric = METRICS[contest.scoring.metric]
    private = {each.name: baselines.private_score(contest, each) for each in baselines.references(contest)}
    guess, others = private.pop("one number for all"), private
    assert all(metric.better(score, guess) for score in others.values())
    assert private["model to beat"] >= max(private.values()) - baselines.SAME


def test_writing_stores_public_scores_openly_and_private_ones_sealed(contest):
    text = contest.baselines_path.read_text(encoding="utf-8")
    stored = json.loads(text)["references"]
    computed = baselines.compute(contest)
    assert [each["name"] for each in stored] == list(computed)
    assert all(each["public"] == pytest.approx(computed[each["name"]].public, abs=1e-6) for each in stored)
    assert not any(str(round(scores.private, 6)) in text for scores in computed.values() if scores.private != 0.5)
    assert baselines.differences(contest) == []


def test_a_score_that_was_typed_in_is_found(contest):
    path = contest.baselines_path
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["references"][1]["public"] = 0.99
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert baselines.differences(contest)[0].startswith("means of the line: stored 0.9900")
    del stored["references"][1]
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert baselines.differences(contest) == ["means of the line: is not stored"]


def test_scores_of_another_text_of_the_contest_are_refused(contest, changed):
    other = changed("public = 0.4", "public = 0.5")
    with pytest.raises(CompetitionError, match="another text of the contest") as error:
        baselines.references(other)
    assert "compete baselines late-trams" in str(error.value)


def test_a_contest_without_its_baselines_says_how_to_make_them(folder):
    with pytest.raises(CompetitionError, match="no baselines that can be read"):
        baselines.references(find(folder / "late-trams.toml"))
