"""Messages between the server and its workers: kind, length, content. Data only: nothing that is read is run."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict

from qualmap.errors import LimitError, QueryError
from qualmap.store.execution import Asked, Reply

HEAD = struct.Struct(">cI")
"""The kind of a message, one letter, and the length of what follows."""
_REPLY, _REFUSED, _LIMIT, _ASKED = b"R", b"Q", b"L", b"A"


def pack_asked(asked: Asked, media_type: str) -> bytes:
    """A question, and the form that its answer shall have, as a message."""
    content = json.dumps([asdict(asked), media_type]).encode()
    return HEAD.pack(_ASKED, len(content)) + content


def unpack_asked(content: bytes) -> tuple[Asked, str]:
    """The question in a message, and the form of its answer."""
    told, media_type = json.loads(content)
    graphs = (tuple(told["default_graphs"]), tuple(told["named_graphs"]))
    return Asked(told["query"], told["form"], told["everywhere"], *graphs), media_type


def pack_reply(reply: Reply | QueryError) -> list[bytes]:
    """An answer, or why there is none, as the parts of a message."""
    if isinstance(reply, Reply):
        name = reply.media_type.encode() + b"\n"
        return [HEAD.pack(_REPLY, len(name) + len(reply.body)) + name, reply.body]
    content = str(reply).encode("utf-8", "replace")
    return [HEAD.pack(_LIMIT if isinstance(reply, LimitError) else _REFUSED, len(content)), content]


def unpack_reply(kind: bytes, content: bytes) -> Reply:
    """The answer in a message. Raises the QueryError or LimitError that it holds."""
    if kind == _REPLY:
        name, _, body = content.partition(b"\n")
        return Reply(body, name.decode())
    raise (LimitError if kind == _LIMIT else QueryError)(content.decode())
