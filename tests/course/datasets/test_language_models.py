import numpy as np
import pytest

from course import datasets
from course.datasets import _language_models
from course.errors import DataError


@pytest.fixture(scope="module")
def model():
    return datasets.sentence_model()


def cosine(words, vectors, one, other):
    a, b = vectors[words.index(one)], vectors[words.index(other)]
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def test_words_come_by_how_common_they_are_with_their_vectors():
    words, vectors = datasets.word_vectors(20_000)
    assert words[:3] == ["the", ",", "."]
    assert (len(words), vectors.shape, vectors.dtype) == (20_000, (20_000, 50), np.float32)
    assert cosine(words, vectors, "nurse", "doctor") > 0.75 > cosine(words, vectors, "nurse", "roof")
    assert cosine(words, vectors, "cheap", "expensive") == pytest.approx(0.86, abs=0.005)


def test_all_words_are_what_the_card_says():
    words, vectors = datasets.word_vectors(400_000)
    card = datasets.card("word_vectors")
    assert len(words) == len(set(words)) == card.rows
    assert (vectors.shape, str(vectors.dtype)) == (card.columns[1].shape, card.columns[1].dtype)
    assert np.isfinite(vectors).all()


def test_fewer_words_are_the_beginning_of_more():
    few, many = datasets.word_vectors(5), datasets.word_vectors(50)
    assert many.words[:5] == few.words
    np.testing.assert_array_equal(many.vectors[:5], few.vectors)


@pytest.mark.parametrize("n", [0, -1, 400_001])
def test_words_that_are_not_there_are_refused(n):
    with pytest.raises(DataError) as failure:
        datasets.word_vectors(n)
    assert "400,000" in failure.value.next_step


def test_words_and_vectors_are_ones_own():
    words, vectors = datasets.word_vectors(10)
    words.clear()
    vectors[:] = 0
    again = datasets.word_vectors(10)
    assert again.words[0] == "the" and again.vectors.any()


def test_the_tokenizer_cuts_into_pieces_without_filling_up(model):
    assert model.tokenizer.encode("free entry").tokens == ["[CLS]", "free", "entry", "[SEP]"]
    assert model.tokenizer.encode("wkly").tokens == ["[CLS]", "w", "##k", "##ly", "[SEP]"]
    assert len(model.tokenizer.encode("word " * 600).ids) == 512
    assert model.tokenizer.get_vocab_size() == datasets.card("sentence_model").rows


def test_the_weights_are_those_of_six_layers(model):
    assert len(model.weights) == 103
    assert {array.dtype for array in model.weights.values()} == {np.dtype("float32")}
    assert model.weights["embeddings.word_embeddings.weight"].shape == (30_522, 384)
    assert {name.split(".")[2] for name in model.weights if name.startswith("encoder")} == set("012345")


def test_the_weights_are_ones_own(model):
    name = "pooler.dense.bias"
    kept = model.weights[name].copy()
    model.weights[name][:] = 7
    np.testing.assert_array_equal(datasets.sentence_model().weights[name], kept)


@pytest.mark.parametrize("load", [datasets.word_vectors, datasets.sentence_model])
def test_without_the_extra_the_command_is_named(load, no_packages):
    for cached in (_language_models._word_vectors, _language_models._sentence_model):
        cached.cache_clear()
    with pytest.raises(DataError) as failure:
        load()
    assert "course add language" in failure.value.next_step
