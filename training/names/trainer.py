"""
Trains the name model, from the public sets and our own sentences to a folder that `spacy.load` reads.

    python -m training names --data DIR [--out DIR] [--config FILE]

Teachers see KLUE's gold with KoNNE's classes as features and label the sentences that have KoNNE's classes alone; the student
learns from gold, from what the teachers say, and from corpus/, and never sees those classes. Same data, config and seed: same
weights.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import hash_string  # type: ignore[attr-defined]  # missing from its stubs
from spacy.tokens import Doc
from thinc.api import Adam, fix_random_seed, set_dropout_rate, use_ops

from extractors.analyser import package_analyser
from extractors.model import WEIGHTS
from extractors.model.biluo import MISSING, Labelled, TagSet
from extractors.model.features import COLUMNS, Features, features_of
from extractors.model.network import Inputs, build_network
from extractors.model.tagger import FACTORY, NameTagger, head_columns, log_softmax
from extractors.model.vectors import KiwiVectors
from extractors.tokenizer import TOKENIZER
from training.names.augmentation import Swapper
from training.names.data import HEADS, Sentence, as_sasil, read_corpus, read_klue, read_silver
from training.untouched import refuse_untouched

CONFIG = Path(__file__).with_name("config.toml")
META = {
    "name": "names",
    "version": "1.0.0",
    "description": "Names in Korean reports on Kiwi's morphemes: KLUE's six labels and Sasil's own.",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "KLUE-NER", "url": "https://github.com/KLUE-benchmark/KLUE", "author": "KLUE-benchmark", "license": "CC BY-SA 4.0"},
        {"name": "KoNNE", "author": "KONEC", "license": "CC BY-SA 4.0"},
        {"name": "Sasil business sentences", "url": "training/names/corpus", "author": "the Sasil contributors", "license": "Apache-2.0"},
        {"name": "kiwipiepy_model 0.24 (embeddings)", "url": "https://github.com/bab2min/kiwipiepy", "author": "bab2min", "license": "Apache-2.0"},
    ],
}  # fmt: skip

Floats = NDArray[np.float32]
Config = Mapping[str, Any]
_PREDICTED_AT_ONCE = 200
_FORM_COLUMNS = np.array([COLUMNS.index(name) for name in ("form", "first_two", "last_two", "last_three")])


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence as the tokenizer and the tagger see it."""

    sentence: Sentence
    doc: Doc
    features: Features


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as the network learns it."""

    features: Features
    targets: Floats
    """Tokens x tags of all heads: the share of each tag; all zeros under a head where nothing is known."""

    def __len__(self) -> int:
        return len(self.targets)


class Trainer:
    """Everything that one run of training shares: tokens, vectors, the config, and the tag sets."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
        self.vectors = KiwiVectors.fit(package_analyser().kiwi, config["network"]["vector_width"])
        self.heads = {head: TagSet(labels) for head, labels in HEADS.items()}
        self.columns = head_columns(self.heads)
        self.tags = sum(map(len, self.heads.values()))

    def run(self, data: Path) -> Language:
        """The trained pipeline: the tokenizer and one component."""
        gold = self._read(read_klue(data / "gold_train.jsonl"))
        silver = self._read(read_silver(data / "train_silver.jsonl"))
        corpus = read_corpus()
        _say(f"{len(gold)} gold, {len(silver)} silver and {len(corpus)} corpus sentences")
        student, seed = self.config["student"], self.config["seed"]
        examples = student["gold_copies"] * [self._klue_example(text) for text in gold]
        examples += [self._silver_example(*each) for each in zip(silver, self._taught(gold, silver), strict=True)]
        swapper = Swapper(corpus, Random(seed))  # noqa: S311 - no secret
        for copy in range(student["corpus_copies"]):
            swapped = corpus if copy == 0 else [swapper(sentence, student["swapped"]) for sentence in corpus]
            examples += [self._corpus_example(text) for text in self._read(swapped)]

        self.nlp.add_pipe(
            FACTORY, config={"heads": {head: list(labels) for head, labels in HEADS.items()}, **self.config["network"]}
        )
        tagger: NameTagger = self.nlp.get_pipe(FACTORY)
        tagger.vectors = self.vectors
        _say("the student")
        self._fit(tagger.model, examples, seed, epochs=student["epochs"], hidden=student["hidden_forms"])
        self.nlp.meta.update(META)
        return self.nlp

    def _read(self, sentences: Iterable[Sentence]) -> list[Read]:
        found = []
        for sentence in sentences:
            doc = self.nlp.make_doc(sentence.text)
            found.append(Read(sentence, doc, features_of(doc, self.vectors)))
        return found

    def _taught(self, gold: Sequence[Read], silver: Sequence[Read]) -> list[Floats]:
        """What the teachers make of the silver sentences on average: probabilities of KLUE's tags, tokens x tags."""
        teacher, sizes = self.config["teacher"], self.config["network"]
        random = Random(self.config["seed"])  # noqa: S311 - no secret
        classed = [(text, self._klue_example(text)) for text in gold if text.sentence.fine]
        seen = [_with_classes(text, text.sentence.fine) for text in silver]
        total = np.zeros((sum(len(text.doc) for text in silver), len(self.heads["klue"])), "f4")
        for number in range(teacher["seeds"]):
            _say(f"teacher {number + 1}")
            network = build_network(**{**sizes, "rows": [*sizes["rows"], *teacher["rows"]]}, tags=self.tags)
            examples = []
            for text, example in teacher["copies"] * classed:
                fine = [name for name in text.sentence.fine if random.random() >= teacher["hidden_classes"]]
                examples.append(Example(_with_classes(text, fine), example.targets))
            self._fit(network, examples, self.config["seed"] + number, epochs=teacher["epochs"], hidden=0.0)
            parts = []
            for at in range(0, len(seen), _PREDICTED_AT_ONCE):
                features = Features.joined(seen[at : at + _PREDICTED_AT_ONCE])
                scores = network.predict(Inputs(features.hashes, self.vectors[features.rows], features.lengths))
                parts.append(np.exp(log_softmax(scores[:, self.columns["klue"]])))
            total += np.concatenate(parts) / teacher["seeds"]
        return np.split(total, np.cumsum([len(text.doc) for text in silver])[:-1])

    def _klue_example(self, text: Read) -> Example:
        klue = self._one_hot("klue", text.doc, text.sentence.names)
        return Example(text.features, np.hstack([klue, self._borrowed(text, text.sentence.names)]))

    def _silver_example(self, text: Read, klue: Floats) -> Example:
        tagset = self.heads["klue"]
        spans = tagset.spans(tagset.decode(np.log(klue + 1e-9), text.features.lengths))
        names = [Labelled(text.doc[s.start].idx, text.doc[s.end - 1].idx + len(text.doc[s.end - 1]), s.label) for s in spans]
        return Example(text.features, np.hstack([klue, self._borrowed(text, names)]))

    def _corpus_example(self, text: Read) -> Example:
        nothing = np.zeros((len(text.doc), len(self.heads["klue"])), "f4")
        return Example(text.features, np.hstack([nothing, self._one_hot("sasil", text.doc, text.sentence.names)]))

    def _borrowed(self, text: Read, names: Iterable[Labelled]) -> Floats:
        """What KLUE's names and KoNNE's classes tell the head of our own labels."""
        proper = [(t.idx, t.idx + len(t)) for t in text.doc if t.tag_ in ("NNP", "SL")]
        shares = self._one_hot("sasil", text.doc, as_sasil(names, text.sentence.fine, proper))
        return np.asarray(shares * self.config["student"]["borrowed_weight"], "f4")

    def _one_hot(self, head: str, doc: Doc, names: Iterable[Labelled]) -> Floats:
        tags = self.heads[head].encode(names, [t.idx for t in doc], [t.idx + len(t) for t in doc])
        shares = np.zeros((len(doc), len(self.heads[head])), "f4")
        known = np.flatnonzero(tags != MISSING)
        shares[known, tags[known]] = 1
        return shares

    def _fit(self, network: Any, examples: Sequence[Example], seed: int, *, epochs: int, hidden: float) -> None:
        """Train *network* in place; the learning rate falls to nothing over the second half."""
        options = self.config["optimizer"]
        fix_random_seed(seed)
        random, noise = Random(seed), np.random.default_rng(seed)  # noqa: S311 - no secret
        with use_ops("numpy", use_blis=False):
            network.initialize(X=self._inputs(examples[:1], 0.0, noise))
            set_dropout_rate(network, options["dropout"])
            optimizer = Adam(options["learn_rate"], L2=options["l2"], L2_is_weight_decay=True, use_averages=True)
            tokens = sum(map(len, examples)) * epochs
            done, loss = 0, 0.0
            for epoch in range(epochs):
                for batch in _batches(examples, options["tokens_per_batch"], random):
                    optimizer.learn_rate = options["learn_rate"] * min(1.0, 2 * (1 - done / tokens))
                    targets = np.concatenate([example.targets for example in batch])
                    scores, backprop = network.begin_update(self._inputs(batch, hidden, noise))
                    gradient = self._gradient(scores, targets)
                    backprop(gradient / len(batch))
                    network.finish_update(optimizer)
                    done += len(targets)
                    loss += float(np.abs(gradient).sum())
                _say(f"epoch {epoch + 1} of {epochs}: loss {loss / done:.4f}")
            for node in network.walk():
                for name in node.param_names:
                    if (node.id, name) in optimizer.averages:
                        node.set_param(name, optimizer.averages[node.id, name])

    def _gradient(self, scores: Floats, targets: Floats) -> Floats:
        """Of the cross entropy of each head; a row of zeros has none."""
        gradient = np.empty_like(scores)
        for columns in self.columns.values():
            wanted = targets[:, columns]
            gradient[:, columns] = np.exp(log_softmax(scores[:, columns])) * wanted.sum(axis=1, keepdims=True) - wanted
        return gradient

    def _inputs(self, batch: Sequence[Example], hidden: float, noise: np.random.Generator) -> Inputs:
        features = Features.joined([example.features for example in batch])
        hashes, vectors = features.hashes, self.vectors[features.rows]
        if hidden:
            chosen = np.flatnonzero(noise.random(len(hashes)) < hidden)
            hashes[np.ix_(chosen, _FORM_COLUMNS)] = 0
            vectors[chosen] = 0
        return Inputs(hashes, vectors, features.lengths)


def _with_classes(text: Read, classes: Iterable[Labelled]) -> Features:
    """Features with two more columns: the widest and the narrowest of KoNNE's classes over each token, and where it stands in it."""
    columns = np.zeros((len(text.doc), 2), "u8")
    starts = [token.idx for token in text.doc]
    ends = [token.idx + len(token) for token in text.doc]
    for name in sorted(classes, key=lambda name: (name.start - name.end, name)):
        for index in range(bisect_right(ends, name.start), bisect_left(starts, name.end)):
            hashed = hash_string(f"{name.label} {starts[index] <= name.start} {ends[index] >= name.end}")
            columns[index] = (columns[index, 0] or hashed, hashed)
    return text.features._replace(hashes=np.hstack([text.features.hashes, columns]))


def _batches(examples: Sequence[Example], tokens: int, random: Random) -> Iterator[list[Example]]:
    batch: list[Example] = []
    size = 0
    for index in random.sample(range(len(examples)), len(examples)):
        batch.append(examples[index])
        size += len(examples[index])
        if size >= tokens:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--data", type=Path, required=True, help="folder with gold_train.jsonl and train_silver.jsonl")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder to write, by default extractors/model/weights")
    parser.add_argument("--config", type=Path, default=CONFIG, help="TOML with sizes, epochs and the seed")


def main(options: argparse.Namespace) -> None:
    """Train the name tagger and write its weights (about ten minutes)."""
    refuse_untouched(options.data)
    Trainer(tomllib.loads(options.config.read_text(encoding="utf-8"))).run(options.data).to_disk(options.out, exclude=["vocab"])
