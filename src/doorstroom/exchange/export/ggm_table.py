"""The table of what goes into the Model Inburgering of the Gemeentelijk Gegevensmodel, and what does not and why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from doorstroom.kernel.errors import DoorstroomError
from doorstroom.kernel.reading import read_yaml
from doorstroom.kernel.system import System

TABLE = Path(__file__).with_name("ggm.yaml")
NAMES = Path(__file__).with_name("ggm_names.yaml")
CASE, NONE = "case", "none"


class TableError(DoorstroomError):
    """The table is not well formed, or names what the system does not have."""


def _text(value: Any) -> Any:
    """Yes and no in YAML are the texts true and false, as they compare."""
    return str(value).lower() if isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_text)]


class Attribute(BaseModel):
    """Where an attribute comes from, or why from nowhere."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unmapped: str = Field(default="", alias="not")
    event: str = ""
    case: str = ""
    by: str = ""
    sum: list[str] = []
    given: Literal["", "peildatum"] = ""
    constant: Text = ""
    equals: Text = ""
    known: bool = False
    codes: dict[Text, str] = {}
    note: str = ""

    @model_validator(mode="after")
    def _one_source(self) -> Attribute:
        ways = [self.unmapped, self.event, self.case, self.sum, self.given, self.constant]
        if sum(bool(way) for way in ways) != 1:
            raise ValueError("needs one of not, event, case, sum, given and constant")
        if bool(self.by) != ("*" in self.case):
            raise ValueError("'by' and a star in 'case' go together")
        return self

    @property
    def origin(self) -> str:
        """Where it comes from, as the docs say it."""
        said = self.event and f"gebeurtenis: `{self.event}`"
        said = said or (self.case and f"kolom `{self.case}`" + (f" naar `{self.by}`" if self.by else ""))
        said = said or (self.sum and " + ".join(f"kolom `{name}`" for name in self.sum)) or ""
        said = said or (self.given and "de peildatum") or (self.constant and f"altijd `{self.constant}`") or ""
        how = [f"is `{self.equals}`"] if self.equals else []
        how += ["of die bekend is"] if self.known else []
        how += ["omgezet"] if self.codes else []
        return ", ".join([said, *how])


class ObjectType(BaseModel):
    """One object type of the model: which rows it gets, and its attributes; or why none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(alias="class")
    rows: str
    where: dict[str, list[Text] | Literal["known"]] = {}
    having: str = ""
    unmapped: str = Field(default="", alias="not")
    attributes: dict[str, Attribute] = {}

    @model_validator(mode="after")
    def _rows_or_reason(self) -> ObjectType:
        if (self.rows == NONE) != bool(self.unmapped):
            raise ValueError("needs rows, or 'rows: none' with a reason in 'not'")
        return self


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Every object type of the model with its attributes, as the model names them."""
    found = read_yaml(NAMES, lambda reason: TableError(f"{NAMES.name}: {reason}"))["classes"]
    return {str(name): tuple(map(str, attributes)) for name, attributes in found.items()}


@cache
def source() -> str:
    """Where the names were read."""
    return str(read_yaml(NAMES, lambda reason: TableError(f"{NAMES.name}: {reason}"))["source"])


def read_table(system: System, path: Path = TABLE) -> list[ObjectType]:
    """The table, checked against the model and the system. Raises TableError with what is wrong."""
    content = read_yaml(path, lambda reason: TableError(f"{path.name}: {reason}"))
    try:
        table = [ObjectType.model_validate(one) for one in content]
    except ValidationError as error:
        first = error.errors()[0]
        raise TableError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    for problem in problems(table, system):
        raise TableError(f"{path.name}: {problem}")
    return table


def problems(table: list[ObjectType], system: System) -> Iterator[str]:
    """What is wrong with a table: what of the model it leaves out, and what of the system does not exist."""
    there = {one.name: one for one in table}
    for name in names().keys() ^ there.keys():
        yield f"object type '{name}' is {'missing' if name in names() else 'not in the model'}"
    for one in table:
        if one.rows not in (CASE, NONE) and one.rows not in system.events:
            yield f"'{one.name}': there is no event type '{one.rows}'"
            continue
        if one.rows != NONE:
            for called in set(names().get(one.name, ())) ^ one.attributes.keys():
                known = called in names().get(one.name, ())
                yield f"'{one.name}': attribute '{called}' is {'missing' if known else 'not in the model'}"
        fields = _fields(one, system)
        for name, attribute in one.attributes.items():
            for needed in (attribute.event, attribute.by):
                if needed and needed not in fields:
                    yield f"'{one.name}.{name}': '{one.rows}' has no field '{needed}'"
        for column in sorted(columns_of(one, system)):
            if column not in system.graph.columns:
                yield f"'{one.name}': there is no column '{column}'"


def _fields(one: ObjectType, system: System) -> set[str]:
    if one.rows in (CASE, NONE):
        return set()
    return {"valid_on", *system.events[one.rows].schema_of_payload()}


def columns_of(one: ObjectType, system: System) -> set[str]:
    """The columns of the case that an object type needs."""
    found = set(one.where)
    for attribute in one.attributes.values():
        found |= set(attribute.sum)
        if attribute.by and one.rows in system.events:
            found |= set(starred(attribute, one, system).values())
        elif attribute.case:
            found.add(attribute.case)
    return found


def starred(attribute: Attribute, one: ObjectType, system: System) -> dict[str, str]:
    """The column for each value of the field that an attribute goes ``by``."""
    dtype: Any = system.events[one.rows].schema_of_payload().get(attribute.by)
    return {code: attribute.case.replace("*", code) for code in getattr(dtype, "categories", [])}


def rows_of_docs(table: list[ObjectType]) -> list[tuple[str, str, str, str]]:
    """Every object type and attribute as (object type, attribute, where it comes from, note or reason)."""
    rows = []
    for one in table:
        if one.unmapped:
            rows.append((one.name, ", ".join(names()[one.name]), "niet", one.unmapped))
            continue
        per = "een rij per zaak" if one.rows == CASE else f"een rij per `{one.rows}`"
        only = [
            f"`{name}` is {'bekend' if values == 'known' else ' of '.join(values)}"
            for name, values in one.where.items()
        ]
        only += [f"met een `{one.having}`"] if one.having else []
        rows.append((one.name, "(rijen)", per, "; ".join(only)))
        for name, attribute in one.attributes.items():
            said = ("niet", attribute.unmapped) if attribute.unmapped else (attribute.origin, attribute.note)
            rows.append((one.name, name, *said))
    return rows
