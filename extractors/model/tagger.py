"""The name tagger as a spaCy component: Kiwi's tokens in, spans of names out, with what the softmax makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline.trainable_pipe import TrainablePipe
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from extractors.model.biluo import TagSet
from extractors.model.features import Tokens, tokens_of
from extractors.model.network import build_network
from extractors.model.reading import Reader
from extractors.model.vectors import KiwiVectors
from extractors.threads import one_blas_thread

FACTORY = "sasil_name_tagger"
Floats = NDArray[np.float32]


class Found(NamedTuple):
    """A name the model sees: *start* and *end* in characters of the text."""

    start: int
    end: int
    label: str
    confidence: float
    """The probability of its least certain token."""


class NameTagger(TrainablePipe):  # type: ignore[misc]
    """
    Tags tokens under several label sets at once, its heads, which share everything but the last layer.

    After `nlp(doc)` the names of a head stand in `doc.spans[head]`, their confidences in `doc.spans[head].attrs["scores"]`.
    """

    def __init__(
        self, vocab: Vocab, model: Any, name: str, heads: Mapping[str, Sequence[str]], writes: Sequence[str] | None = None
    ) -> None:
        super().__init__(vocab, model, name)
        self.writes = tuple(heads if writes is None else writes)
        """The heads whose names go into `doc.spans`."""
        self.heads = {head: TagSet(labels) for head, labels in heads.items()}
        self._columns = head_columns(self.heads)
        self.vectors: KiwiVectors | None = None
        self._reader: Reader | None = None

    @one_blas_thread
    def found(self, doc: Doc, *heads: str) -> Mapping[str, list[Found]]:
        """The names of each head, or of *heads* alone, in text order; *doc* stays as it is."""
        if self.vectors is None:
            raise ValueError(
                "The tagger has no vectors yet: read it with spacy.load, or train it with `python -m training names`."
            )
        heads = heads or tuple(self.heads)
        if not len(doc):
            return {head: [] for head in heads}
        if self._reader is None:
            self._reader = Reader(self.model, self.vectors)
        tokens = tokens_of(doc)
        columns = [self._columns[head] for head in heads]
        wanted = slice(min(part.start for part in columns), max(part.stop for part in columns))
        scores = self._reader.scores(tokens.keys, tokens.lengths, doc.vocab.strings, wanted)
        return {
            head: self._names(tokens, head, scores[:, part.start - wanted.start : part.stop - wanted.start])
            for head, part in zip(heads, columns, strict=True)
        }

    def predict(self, docs: Iterable[Doc]) -> list[Mapping[str, list[Found]]]:
        """The names of each head that is written, in each document."""
        return [self.found(doc, *self.writes) for doc in docs]

    def _names(self, tokens: Tokens, head: str, scores: Floats) -> list[Found]:
        tagset = self.heads[head]
        tags = tagset.decode(scores, tokens.lengths)
        within = np.flatnonzero(tags)
        certain = np.zeros(len(tags), "f4")
        certain[within] = np.exp(log_softmax(scores[within])[np.arange(len(within)), tags[within]])
        return [
            Found(int(tokens.starts[first]), int(tokens.ends[end - 1]), label, round(float(certain[first:end].min()), 4))
            for first, end, label in tagset.spans(tags)
        ]

    def set_annotations(self, docs: Iterable[Doc], predictions: Iterable[Mapping[str, list[Found]]]) -> None:
        for doc, heads in zip(docs, predictions, strict=True):
            for head, names in heads.items():
                spans: list[Span] = [doc.char_span(name.start, name.end, label=name.label) for name in names]
                doc.spans[head] = SpanGroup(doc, name=head, spans=spans, attrs={"scores": [name.confidence for name in names]})

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        super().to_disk(path, exclude=[*exclude, "vocab"])
        if self.vectors is not None:
            self.vectors.to_disk(Path(path) / "vectors")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NameTagger:
        super().from_disk(path, exclude=[*exclude, "vocab"])
        self.vectors, self._reader = KiwiVectors.from_disk(Path(path) / "vectors"), None
        return self


@Language.factory(FACTORY, assigns=["doc.spans"])
def make_tagger(
    nlp: Language,
    name: str,
    heads: dict[str, list[str]],
    rows: list[int],
    hash_width: int,
    vector_width: int,
    width: int,
    depth: int,
    pieces: int,
    writes: list[str] | None = None,
) -> NameTagger:
    """The component that `nlp.add_pipe("sasil_name_tagger")` adds and `spacy.load` builds again from the stored config."""
    tags = sum(len(TagSet(labels)) for labels in heads.values())
    network = build_network(
        rows=rows, hash_width=hash_width, vector_width=vector_width, width=width, depth=depth, pieces=pieces, tags=tags
    )
    return NameTagger(nlp.vocab, network, name, heads, writes)


def head_columns(heads: Mapping[str, TagSet]) -> dict[str, slice]:
    """Which columns of the network's scores belong to which head."""
    found = {}
    at = 0
    for head, tagset in heads.items():
        found[head] = slice(at, at + len(tagset))
        at += len(tagset)
    return found


def log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), "f4")
