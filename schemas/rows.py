"""Records that are too many to be an object each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar, overload

from schemas.base import Record

R = TypeVar("R", bound=Record)


class Rows(Sequence[R], Generic[R]):
    """Records of one kind as one list a field, validated before; each is made where it is asked for."""

    __slots__ = ("columns", "record")

    def __init__(self, record: type[R], columns: Mapping[str, Sequence[Any]]) -> None:
        self.record: type[R] = record
        self.columns = columns

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Rows[R]: ...
    def __getitem__(self, index: int | slice) -> R | Rows[R]:
        part: dict[str, Any] = {name: values[index] for name, values in self.columns.items()}
        if isinstance(index, slice):
            return Rows(self.record, part)
        record: type[Any] = self.record  # typed as the class it inherits the method from
        made: R = record.model_construct(**part)
        return made

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
