"""The portfolio: a learner's evidence, the static site made of it, and the check that its claims hold.

A lesson's mini-project ends with one call:

    from course.portfolio import Measure, save_evidence

    save_evidence(
        lesson="01_foundations/01_programming",
        title="Which airport keeps its promises",
        question="How late do flights from New York leave?",
        figure=figure,
        alt="Bar chart: the median delay is -2 minutes at JFK and 1 minute at Newark.",
        measures=[Measure("median delay at JFK", -2, "min", "over 2,000 flights")],
        paragraph="What I found, in my own words ...",
    )

A number that depends on the machine says so, `Measure("latency", 12, "ms", varies=True)`, and a model that others
will use has a card, `card=ModelCard(name=..., …)`.
"""

from course.portfolio.card import ModelCard
from course.portfolio.evidence import Evidence, Figure, save_evidence, saved_evidence
from course.portfolio.measure import Measure
from course.portfolio.series import Series

__all__ = ["Evidence", "Figure", "Measure", "ModelCard", "Series", "save_evidence", "saved_evidence"]
