import dataclasses

import pytest

from course.errors import PortfolioError
from course.portfolio import ModelCard
from course.portfolio.card import as_card

FIELDS = [field.name for field in dataclasses.fields(ModelCard)]
TEXTS = {name: f"What is to be said of {name}." for name in FIELDS}


def test_a_card_keeps_its_texts_trimmed():
    card = ModelCard(**TEXTS | {"name": " Late\nflights ", "limits": "  - no storms\n- one year\n"})
    assert card.name == "Late flights"
    assert card.limits == "- no storms\n- one year"
    assert list(card.texts) == FIELDS
    assert card.waiting == []


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_may_wait_and_none_may_be_empty(field):
    assert ModelCard(**TEXTS | {field: ...}).waiting == [field]
    with pytest.raises(PortfolioError, match=f"the model card's {field} is empty"):
        ModelCard(**TEXTS | {field: "  "})


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"version": 1.2}, "version must be text, not float"),
        ({"version": "1" * 41}, "at most 40"),
        ({"harms": "h" * 1_001}, "the model card's harms has 1,001 letters; at most 1,000"),
    ],
)
def test_a_text_that_does_not_fit_is_named(changes, words):
    with pytest.raises(PortfolioError, match=words):
        ModelCard(**TEXTS | changes)


def test_a_card_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        ModelCard(**TEXTS).limits = "none"


def test_only_a_card_is_taken_for_one():
    card = ModelCard(**TEXTS)
    assert as_card(card) is card
    assert as_card(None) is None
    with pytest.raises(PortfolioError, match="must be a ModelCard, not dict"):
        as_card(TEXTS)
