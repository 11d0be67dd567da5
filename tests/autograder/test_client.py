import nbformat
import pytest

from autograder._client import KEPT_RESULTS, CappedClient


@pytest.fixture
def client():
    return CappedClient(nbformat.v4.new_notebook(), cell_output_bytes=5000)


def sent(client, *messages):
    outputs = []
    for kind, content in messages:
        message = {"msg_type": kind, "header": {"msg_type": kind}, "parent_header": {"msg_id": "1"}, "content": content}
        client.output(outputs, message, None, 0)
    return outputs


def stream(text, name="stdout"):
    return "stream", {"name": name, "text": text}


def data(kind, text):
    return kind, {"data": {"text/plain": text}, "metadata": {}, "execution_count": 1}


def test_pieces_of_one_stream_are_one_output(client):
    outputs = sent(client, stream("a"), stream("b"), stream("c", "stderr"), stream("d"))
    assert [(out.name, out.text) for out in outputs] == [("stdout", "ab"), ("stderr", "c"), ("stdout", "d")]


def test_what_is_too_long_is_cut_once(client):
    outputs = sent(client, stream("a" * 4000), stream("b" * 4000), stream("c"), data("display_data", "d"))
    assert len(outputs) == 1
    assert outputs[0].text.count("b") == 1000
    assert outputs[0].text.count("cut off") == 1


def test_results_and_errors_come_through_a_flood(client):
    error = ("error", {"ename": "E", "evalue": "e" * 20_000, "traceback": ["t" * 20_000] * 300})
    outputs = sent(client, stream("a" * 9000), data("execute_result", "4.0"), error)
    assert outputs[1].data["text/plain"] == "4.0"
    assert (len(outputs[2].evalue), len(outputs[2].traceback)) == (10_000, 100)


def test_a_flood_of_results_has_an_end(client):
    assert len(sent(client, *[data("execute_result", "1")] * 500)) == KEPT_RESULTS
