"""A tiny sentence-transformers model with random weights: what is tried is how it is driven."""

from __future__ import annotations

import json
from pathlib import Path

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßáéíóúñ我很少和同事说话相信它不.,:?¿"


def random_encoder(folder: Path, dimension: int, *, seed: int = 1, prompt: str = "") -> Path:
    """Save such a model, with vectors of this length, and hand back its folder.

    Its words are single letters. ``prompt`` is declared as what stands before every text.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    inner = folder.with_name(f"{folder.name}-layers")
    inner.mkdir(parents=True)
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{s}" for s in LETTERS)]
    (inner / "vocab.txt").write_text("\n".join(dict.fromkeys(pieces)), "utf-8")
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(dict.fromkeys(pieces)),
        hidden_size=dimension,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=dimension,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(inner)
    BertTokenizerFast(str(inner / "vocab.txt")).save_pretrained(inner)
    layers = Transformer(str(inner), max_seq_length=64)
    model = SentenceTransformer(modules=[layers, Pooling(dimension, "mean")], device="cpu")
    model.save(str(folder))
    if prompt:
        file = folder / "config_sentence_transformers.json"
        settings = json.loads(file.read_text("utf-8"))
        settings |= {"prompts": {"query": prompt}, "default_prompt_name": "query"}
        file.write_text(json.dumps(settings), "utf-8")
    return folder
