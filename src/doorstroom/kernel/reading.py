"""Read YAML files, and say of a wrong one which line and value."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

#: PyYAML's safe loader, in C where it was built with it (a tenth of the time).
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path, refuse: Callable[[str], Exception]) -> Any:
    """The content of a YAML file. Raises ``refuse`` of the reason, with the line, when it is not readable as YAML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(str(error)) from None
    try:
        return yaml.load(text, Loader=LOADER)
    except ValueError as error:  # PyYAML leaves an impossible date a ValueError, without its place
        raise refuse(_impossible_value(text) or str(error)) from None
    except yaml.YAMLError as error:
        raise refuse(" ".join(str(error).split())) from None


def _impossible_value(text: str) -> str | None:
    """The first value that looks like a date and is none, with its line."""
    loader = LOADER(text)
    try:
        stack = [loader.get_single_node()]
        while stack:
            node = stack.pop()
            if isinstance(node, yaml.ScalarNode):
                try:
                    loader.construct_object(node)
                except ValueError:
                    return f"line {node.start_mark.line + 1}: '{node.value}' is not a date that exists"
            elif isinstance(node, yaml.SequenceNode):
                stack.extend(reversed(node.value))
            elif isinstance(node, yaml.MappingNode):
                stack.extend(part for pair in reversed(node.value) for part in reversed(pair))
    finally:
        loader.dispose()
    return None
