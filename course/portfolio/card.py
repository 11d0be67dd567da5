"""A model card: what somebody must know of a model before they rely on it.

The headings are those of Mitchell and others, "Model Cards for Model Reporting" (2019), shortened to what one
person can say of a model of their own. Numbers stand beside the card, as measures that a reader can check.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from course.errors import PortfolioError
from course.portfolio.words import is_open, kept_text

LINES = {"name": 80, "version": 40}  # letters, on one line
LONGEST = 1_000  # letters of any other field, which may hold Markdown


@dataclass(frozen=True)
class ModelCard:
    """A model in ten short texts; all are needed, and all but `name` and `version` may hold Markdown.

    `predicts` says what comes out for what goes in. A field that is still `...` waits to be written.
    """

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 (a dict is what pydantic looks for)

    name: str
    version: str
    predicts: str
    made_for: str
    not_for: str
    training_data: str
    evaluation: str
    limits: str
    harms: str
    upkeep: str

    def __post_init__(self) -> None:
        for field, value in self.texts.items():
            if not is_open(value):
                limit, lines = LINES.get(field, LONGEST), field not in LINES
                kept = kept_text(value, f"the model card's {field}", limit=limit, needed=True, lines=lines)
                object.__setattr__(self, field, kept)

    @property
    def texts(self) -> dict[str, str]:
        """The text of each field by the field's name, in the order of the card."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def waiting(self) -> list[str]:
        """The fields that are still to be written."""
        return [field for field, value in self.texts.items() if is_open(value)]


def as_card(given: object) -> ModelCard | None:
    """`given` as it is when it is a card or None; PortfolioError for anything else."""
    if given is None or isinstance(given, ModelCard):
        return given
    raise PortfolioError(
        f"card= must be a ModelCard, not {type(given).__name__}",
        next_step='write card=ModelCard(name="Late flights", version="1.0", predicts="...", …)',
    )
