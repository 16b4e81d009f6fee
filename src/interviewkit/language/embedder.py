"""Vectors for texts: the same text gives the same vector, whatever stands beside it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from interviewkit.model import Tick, ignore_tick
from interviewkit.model.grouping import group_lists

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

TOKEN_BUDGET = 4096
"""Tokens in a batch: what was fastest on 2 cores (see benchmarks/embedding.py)."""

CHUNK = 4096
"""Texts in a chunk of :meth:`Embedder.encode_chunks`."""


class TextEncoder(ABC):
    """What makes vectors of texts: each text is encoded once however often it occurs.

    ``name`` and ``version`` say which model it is, ``dimension`` how long its vectors are,
    ``precision`` what it computes with here.
    """

    name: str
    version: str
    dimension: int
    precision: str = "float32"

    def encode(self, texts: Sequence[str], tick: Tick = ignore_tick) -> Vectors:
        """Vectors of the texts: float32 (n, dimension), rows of length 1, in the texts' order.

        An empty text, or one of white space only, has no direction: its row is zero.
        """
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for indices, some in self.encode_chunks(texts, tick=tick):
            vectors[indices] = some
        return vectors

    def encode_chunks(
        self, texts: Sequence[str], size: int = CHUNK, tick: Tick = ignore_tick
    ) -> Iterator[tuple[npt.NDArray[np.intp], Vectors]]:
        """The vectors of :meth:`encode` piece by piece, so that they can be saved on the way.

        Yields positions into ``texts`` and the vectors of these texts; every position comes once.
        ``size`` is how many different texts a chunk holds. Long texts come first.
        """
        places = group_lists((text, index) for index, text in enumerate(texts))
        unique = sorted(places, key=lambda text: (-len(text), text))
        for start in range(0, len(unique), size):
            some = unique[start : start + size]
            vectors = self._encode_unique(some)
            repeats = [len(places[text]) for text in some]
            indices = np.array([i for text in some for i in places[text]], np.intp)
            tick(len(indices))
            yield indices, np.repeat(vectors, repeats, axis=0)

    @abstractmethod
    def _encode_unique(self, texts: list[str]) -> Vectors:
        """Vectors of different texts, the longest first: length 1, or zero for an empty one."""


class Embedder(TextEncoder):
    """A sentence-transformers model that is driven in batches of equal length.

    Texts are encoded once however often they occur, sorted by length, and nothing is cut off: a
    text of more tokens than the model reads is read in pieces, whose vectors are averaged by
    length. The layers run in bfloat16 where the processor computes with it (``precision``
    ``auto``), pooling and normalisation always in float32. Where the model declares a prompt that
    stands before each text, it does. A vector depends on the other texts
    of a call by no more than rounding: cosine above 0.999 in bfloat16, 0.999999 in float32.
    """

    def __init__(
        self, model: SentenceTransformer, name: str, version: str, precision: str = "auto"
    ) -> None:
        if precision not in ("auto", "float32", "bfloat16"):
            raise ValueError(f"precision is auto, float32 or bfloat16, not {precision!r}")
        if precision == "auto":
            precision = "bfloat16" if _computes_in_bfloat16() else "float32"
        self.name = name
        self.version = version
        self.precision = precision
        self.dimension = int(model.get_embedding_dimension() or 0)
        self._prompt: str = model.prompts.get(model.default_prompt_name or "") or ""
        self._tokenizer: Any = model.tokenizer
        self._longest = int(model.max_seq_length or 512)
        layers, *self._pooling = list(model)
        self._layers: Any = layers.bfloat16() if precision == "bfloat16" else layers

    def _encode_unique(self, texts: list[str]) -> Vectors:
        """Vectors of different texts, each of them pooled over its pieces."""
        import torch

        pieces, owners = self._tokenize(texts)
        lengths = [len(piece) for piece in pieces]
        vectors = np.zeros((len(pieces), self.dimension), np.float32)
        with torch.inference_mode():
            for batch in plan_batches(lengths, TOKEN_BUDGET):
                vectors[batch] = self._forward([pieces[i] for i in batch])
        pooled = np.zeros((len(texts), self.dimension), np.float32)
        np.add.at(pooled, owners, vectors * np.array(lengths, np.float32)[:, None])
        pooled[[not text.strip() for text in texts]] = 0
        return scale_rows(pooled)

    def _tokenize(self, texts: list[str]) -> tuple[list[list[int]], list[int]]:
        """Token numbers of pieces that the model can read, and the text each belongs to."""
        tokens = self._tokenizer(
            [self._prompt + text for text in texts],
            truncation=True,
            max_length=self._longest,
            return_overflowing_tokens=True,
            return_attention_mask=False,
            return_token_type_ids=False,
        )
        owners = tokens.get("overflow_to_sample_mapping", range(len(texts)))
        return tokens["input_ids"], list(owners)

    def _forward(self, pieces: list[list[int]]) -> Vectors:
        """One batch through the model; ``pieces`` differ little in length."""
        import torch

        longest = max(map(len, pieces))
        padding = self._tokenizer.pad_token_id or 0
        ids = torch.tensor([piece + [padding] * (longest - len(piece)) for piece in pieces])
        lengths = torch.tensor([len(piece) for piece in pieces])
        mask = (torch.arange(longest)[None, :] < lengths[:, None]).long()
        features = self._layers({"input_ids": ids, "attention_mask": mask})
        features["token_embeddings"] = features["token_embeddings"].float()
        for module in self._pooling:
            features = module(features)
        found: Vectors = features["sentence_embedding"].numpy()
        return scale_rows(found)


def open_model(folder: Path) -> SentenceTransformer:
    """The model of a folder, weights as safetensors only.

    Raises:
        OSError: a file is missing or broken.
        ValueError: the folder holds another kind of model.
    """
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    _silence_libraries()
    try:
        model = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, model_kwargs={"use_safetensors": True}
        )
    except SafetensorError as fault:
        raise OSError(f"its weights are broken: {fault}") from fault
    return model.eval()


def plan_batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Positions in batches of at most ``budget`` padded tokens, the longest first."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    start = 0
    while start < len(order):
        count = max(1, budget // lengths[order[start]])
        yield order[start : start + count]
        start += count


def scale_rows(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; rows of zeros stay zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray((vectors / np.where(norms > 0, norms, 1)).astype(np.float32))


def _silence_libraries() -> None:
    """No progress bars and notices from libraries: a library never prints."""
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _computes_in_bfloat16() -> bool:
    """Whether bfloat16 is faster than float32 here: only with instructions made for it."""
    import torch

    known = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    return any(getattr(torch.cpu, name, bool)() for name in known)
