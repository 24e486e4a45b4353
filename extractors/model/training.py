"""
Trains the name model, from the public sets and our own sentences to a folder that `spacy.load` reads.

    python -m extractors.model.training --data DIR --out extractors/model/weights [--config FILE]

Teachers see KLUE's gold with KoNNE's classes as features and label the sentences that have KoNNE's classes alone; the student
learns from gold, from what the teachers say, and from corpus/, and never sees those classes. Same data, config and seed: same
weights.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import hash_string
from spacy.tokens import Doc
from thinc.api import Adam, fix_random_seed, set_dropout_rate, use_ops

from extractors import language
from extractors.model.augmentation import Swapper
from extractors.model.biluo import MISSING, Labelled, TagSet
from extractors.model.data import HEADS, KLUE, Sentence, as_sasil, read_corpus, read_klue, read_silver
from extractors.model.features import COLUMNS, Features, features_of
from extractors.model.network import Inputs, build_network
from extractors.model.tagger import FACTORY, NameTagger, head_columns, log_softmax
from extractors.model.vectors import KiwiVectors
from extractors.tokenizer import kiwi

CONFIG = Path(__file__).with_name("config.toml")
META = {
    "name": "names",
    "version": "1.0.0",
    "description": "Names in Korean reports on Kiwi's morphemes: KLUE's six labels and Sasil's own.",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "KLUE-NER", "url": "https://github.com/KLUE-benchmark/KLUE", "author": "KLUE-benchmark", "license": "CC BY-SA 4.0"},
        {"name": "KoNNE", "author": "KONEC", "license": "CC BY-SA 4.0"},
        {"name": "Sasil business sentences", "url": "extractors/model/corpus", "author": "the Sasil contributors", "license": "Apache-2.0"},
        {"name": "kiwipiepy_model 0.24 (embeddings)", "url": "https://github.com/bab2min/kiwipiepy", "author": "bab2min", "license": "Apache-2.0"},
    ],
}  # fmt: skip

Floats = NDArray[np.float32]
Config = Mapping[str, Any]
_FORM_COLUMNS = tuple(COLUMNS.index(name) for name in ("form", "first_two", "last_two", "last_three"))


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
        self.nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": language.TOKENIZER}}})
        self.vectors = KiwiVectors.fit(kiwi(), config["network"]["vector_width"])
        self.heads = {head: TagSet(labels) for head, labels in HEADS.items()}
        self.columns = head_columns(self.heads)
        self.tags = sum(map(len, self.heads.values()))

    def run(self, data: Path) -> Language:
        """The trained pipeline: the tokenizer and one component."""
        gold, silver, corpus = read_klue(data / "gold_train.jsonl"), read_silver(data / "train_silver.jsonl"), read_corpus()
        _say(f"{len(gold)} gold, {len(silver)} silver and {len(corpus)} corpus sentences")
        silver_docs = [self.nlp.make_doc(sentence.text) for sentence in silver]
        student, seed = self.config["student"], self.config["seed"]
        probabilities = self._taught(gold, silver, silver_docs)
        examples = [self._silver_example(*each) for each in zip(silver, silver_docs, probabilities, strict=True)]
        examples += student["gold_copies"] * [self._klue_example(sentence) for sentence in gold]
        swapper = Swapper(corpus, Random(seed))  # noqa: S311 - no secret
        for copy in range(student["corpus_copies"]):
            examples += [self._corpus_example(swapper(s, student["swapped"]) if copy else s) for s in corpus]

        self.nlp.add_pipe(FACTORY, config={"heads": {head: list(labels) for head, labels in HEADS.items()}, **self.config["network"]})
        tagger: NameTagger = self.nlp.get_pipe(FACTORY)
        tagger.vectors = self.vectors
        self._fit(tagger.model, examples, seed, epochs=student["epochs"], hidden=student["hidden_forms"])
        self.nlp.meta.update(META)
        return self.nlp

    def _taught(self, gold: Sequence[Sentence], silver: Sequence[Sentence], docs: Sequence[Doc]) -> list[Floats]:
        """What the teachers make of the silver sentences on average: probabilities of KLUE's tags."""
        teacher, random = self.config["teacher"], Random(self.config["seed"])  # noqa: S311 - no secret
        pairs = [(self._klue_example(sentence), sentence.fine) for sentence in gold if sentence.fine]
        golden = [(self.nlp.make_doc(sentence.text), sentence) for sentence in gold if sentence.fine]
        seen = [_with_classes(features_of(doc, self.vectors), doc, sentence.fine) for doc, sentence in zip(docs, silver, strict=True)]
        total = [np.zeros((len(doc), len(self.heads["klue"])), "f4") for doc in docs]
        for number in range(teacher["seeds"]):
            network = build_network(**{**self.config["network"], "rows": [*self.config["network"]["rows"], *teacher["rows"]]}, tags=self.tags)
            examples = [
                Example(_with_classes(example.features, doc, _thinned(fine, teacher["hidden_classes"], random)), example.targets)
                for (example, fine), (doc, _) in zip(pairs, golden, strict=True)
                for _ in range(2)
            ]
            self._fit(network, examples, self.config["seed"] + number, epochs=teacher["epochs"] // 2, hidden=0.0)
            for features, summed in zip(seen, total, strict=True):
                inputs = Inputs(features.hashes, self.vectors[features.rows], features.lengths)
                summed += np.exp(log_softmax(network.predict(inputs)[:, self.columns["klue"]])) / teacher["seeds"]
        return total

    def _klue_example(self, sentence: Sentence) -> Example:
        doc = self.nlp.make_doc(sentence.text)
        klue = self._one_hot("klue", doc, sentence.names)
        sasil = self._one_hot("sasil", doc, as_sasil(sentence.names, sentence.fine, _proper(doc)))
        return self._example(doc, klue, sasil * self.config["student"]["borrowed_weight"])

    def _silver_example(self, sentence: Sentence, doc: Doc, klue: Floats) -> Example:
        features = features_of(doc, self.vectors)
        tagset = self.heads["klue"]
        names = [
            Labelled(doc[name.start : name.end].start_char, doc[name.start : name.end].end_char, name.label)
            for name in tagset.spans(tagset.decode(np.log(klue + 1e-9), features.lengths))
        ]
        sasil = self._one_hot("sasil", doc, as_sasil(names, sentence.fine, _proper(doc)))
        return self._example(doc, klue, sasil * self.config["student"]["borrowed_weight"])

    def _corpus_example(self, sentence: Sentence) -> Example:
        doc = self.nlp.make_doc(sentence.text)
        nothing = np.zeros((len(doc), len(self.heads["klue"])), "f4")
        return self._example(doc, nothing, self._one_hot("sasil", doc, sentence.names))

    def _one_hot(self, head: str, doc: Doc, names: Iterable[Labelled]) -> Floats:
        tags = self.heads[head].encode(names, [t.idx for t in doc], [t.idx + len(t) for t in doc])
        shares = np.zeros((len(doc), len(self.heads[head])), "f4")
        known = np.flatnonzero(tags != MISSING)
        shares[known, tags[known]] = 1
        return shares

    def _example(self, doc: Doc, klue: Floats, sasil: Floats) -> Example:
        return Example(features_of(doc, self.vectors), np.hstack([klue, sasil]))

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


def _with_classes(features: Features, doc: Doc, classes: Iterable[Labelled]) -> Features:
    """*features* with two more columns: the widest and the narrowest of KoNNE's classes over each token, and where it stands in it."""
    covering: list[list[str]] = [[] for _ in doc]
    for name in sorted(classes, key=lambda name: (name.start - name.end, name)):
        for index, token in enumerate(doc):
            if token.idx < name.end and name.start < token.idx + len(token):
                covering[index].append(f"{name.label} {token.idx <= name.start} {token.idx + len(token) >= name.end}")
    columns = [[hash_string(found[0]), hash_string(found[-1])] if found else [0, 0] for found in covering]
    return features._replace(hashes=np.hstack([features.hashes, np.array(columns, "u8").reshape(-1, 2)]))


def _thinned(names: Iterable[Labelled], share: float, random: Random) -> list[Labelled]:
    return [name for name in names if random.random() >= share]


def _proper(doc: Doc) -> list[tuple[int, int]]:
    return [(t.idx, t.idx + len(t)) for t in doc if t.tag_ in ("NNP", "SL")]


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m extractors.model.training", description="Train the name model.")
    parser.add_argument("--data", type=Path, required=True, help="folder with gold_train.jsonl and train_silver.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="folder to write, such as extractors/model/weights")
    parser.add_argument("--config", type=Path, default=CONFIG, help="TOML with sizes, epochs and the seed")
    options = parser.parse_args(arguments)
    Trainer(tomllib.loads(options.config.read_text(encoding="utf-8"))).run(options.data).to_disk(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
