"""The course's data sets: one loader and one data card each, read from installed packages, never the network.

A loader returns a fresh table, list or array on every call, so that what a learner changes stays with them.
`names()` lists the data sets; `card(name)` tells where one comes from, what its columns mean, what it
leaves out and what is wrong with it.
"""

from course.datasets._cards import Card, Column, Licence, Source, card, cards_page, names
from course.datasets._digits import Digits, digits, small_digits
from course.datasets._emoji import Emoji, emoji
from course.datasets._flights import airlines, airports, flight_rows, flights, planes, weather
from course.datasets._language_models import SentenceModel, WordVectors, sentence_model, word_vectors
from course.datasets._penguins import penguin_rows, penguins, penguins_csv, penguins_raw
from course.datasets._texts import job_tasks, speeches, text_messages
from course.datasets._wages import wages

__all__ = [
    "Card",
    "Column",
    "Digits",
    "Emoji",
    "Licence",
    "SentenceModel",
    "Source",
    "WordVectors",
    "airlines",
    "airports",
    "card",
    "cards_page",
    "digits",
    "emoji",
    "flight_rows",
    "flights",
    "job_tasks",
    "names",
    "penguin_rows",
    "penguins",
    "penguins_csv",
    "penguins_raw",
    "planes",
    "sentence_model",
    "small_digits",
    "speeches",
    "text_messages",
    "wages",
    "weather",
    "word_vectors",
]
