"""What the program prints with --json, held against contrib/schema.json: all output of all tests.

The definitions there have the names of the verbs. Where python3-jsonschema is missing nothing is
held; schema.test says so.
"""
from __future__ import annotations

import json
import os
from typing import Any, Optional, Sequence

try:
    import jsonschema
except ImportError:
    jsonschema = None

FILE = os.path.join(os.path.dirname(__file__), "..", "..", "contrib", "schema.json")
WITH_ARGUMENT = ("--config", "--district", "--theme", "--color", "--timeout", "--envelope",
                 "--password-file", "--password-fd", "--file", "--output", "--flow")
UNWRITTEN = 74
ACTIONS = {"queue": "list", "provider": "list", "district": "list", "program": "list"}

with open(FILE, encoding="utf-8") as stream:
    DOCUMENT = json.load(stream)
NAMES = tuple(name for name, row in DOCUMENT["$defs"].items()
              if "schema" in row.get("properties", {}))


def options(words: Sequence[str]) -> Sequence[str]:
    """Those words that can be options: -- ends them."""
    return words[:words.index("--")] if "--" in words else words


def name_of(words: Sequence[str]) -> str:
    """The definition of what these words print where they work; empty: there is none."""
    plain = [word for before, word in zip(("", *words), words)
             if not word.startswith("--") and before not in WITH_ARGUMENT]
    if "--version" in words or "-V" in words:
        return "version"
    if "--help" in words or "-h" in words:
        return "help"
    if not plain:
        return ""
    verb = plain[0]
    if verb in ACTIONS:
        return f"{verb} {plain[1] if len(plain) > 1 else ACTIONS[verb]}"
    return "export --list" if verb == "export" and "--list" in words else verb


def complaint(name: str, document: Any) -> Optional[str]:
    """What is wrong with the document by that definition; None: nothing."""
    schema = {"$ref": f"#/$defs/{name}", "$defs": DOCUMENT["$defs"]}
    validator = jsonschema.Draft202012Validator(schema)
    error = jsonschema.exceptions.best_match(validator.iter_errors(document))
    return f"{name}: {error.json_path}: {error.message}" if error else None


def hold(words: Sequence[str], code: int, out: str) -> Optional[str]:
    """The same for what these words printed when they ended by that code."""
    if not jsonschema or code < 0 or code == UNWRITTEN or "--json" not in options(words):
        return None
    try:
        document = json.loads(out)
    except ValueError as why:
        return f"{words}: exit {code}: not one object: {why}: {out[:200]!r}"
    name = name_of(words)
    known = name in NAMES
    if code == 0 or (known and "error" not in document):
        return complaint(name, document) if known else f"{name!r} has no definition"
    if document["error"].get("code") != code:
        return f"{words}: exit {code}, but {document['error']}"
    if known and complaint(name, document) is None:
        return None
    return complaint("failure", document)
