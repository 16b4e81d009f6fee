"""How a second ``serve`` joins the first: each proves to the other that it knows the study's key.

The key itself is never sent: whoever may have taken the port meanwhile learns nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from typing import Any

from interviewkit.web.serving.note import ServingNote

HERE = "127.0.0.1"
JOINING = "/joining"
SECONDS = 5
MOST_ANSWER = 10_000


def prove(key: str, *said: object) -> str:
    """What only somebody who knows the key can say of this."""
    text = "\n".join(map(str, said))
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def is_proof(proof: str, key: str, *said: object) -> bool:
    return hmac.compare_digest(proof.encode(), prove(key, *said).encode())


def join(note: ServingNote, coder: str = "") -> str:
    """An address that lets a browser into the workspace of a note; empty where none is there."""
    if not note.pid or not note.port:
        return ""
    nonce = secrets.token_hex(16)
    proof = prove(note.key, "join", note.port, nonce, coder)
    answer = _ask(note.port, {"nonce": nonce, "coder": coder, "proof": proof})
    token = answer.get("token", "")
    if not is_proof(str(answer.get("proof", "")), note.key, "joined", note.port, nonce, token):
        return ""
    return f"http://{HERE}:{note.port}/enter?token={token}"


def _ask(port: int, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a server on a port answers; nothing where it is none of ours."""
    connection = HTTPConnection(HERE, port, timeout=SECONDS)
    try:
        connection.request("POST", JOINING, json.dumps(said), {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read(MOST_ANSWER))
    except (OSError, HTTPException, ValueError, RecursionError):
        return {}
    finally:
        connection.close()
    return answer if isinstance(answer, dict) else {}
