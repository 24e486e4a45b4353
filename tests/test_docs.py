"""What a user can type is explained: every command, argument and option has a help text, every command an example."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import click
import pytest

from pipeline.cli import run, sasil
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
ROOMS = ("benchmarks", "extractors", "outputs", "pipeline", "schemas", "seeds", "tests", "training")
COMMANDS = sorted(sasil.commands)
PAGES = [*sorted(ROOT.glob("*.md")), *(page for room in ROOMS for page in sorted((ROOT / room).rglob("README.md")))]


@pytest.mark.parametrize("name", COMMANDS)
class TestCommand:
    def test_help_says_what_it_does(self, name, capsys):
        assert run([name, "--help"]) == 0

        text = capsys.readouterr().out
        assert re.search(rf"Usage: sasil {name} ", text)
        assert sasil.commands[name].help.splitlines()[0].endswith((".", "stdin."))
        assert len(sasil.commands[name].get_short_help_str(200).split()) >= 4

    def test_options_are_explained(self, name):
        options = [option for option in sasil.commands[name].params if isinstance(option, click.Option)]

        assert all(option.help and option.help.endswith(".") for option in options)

    def test_arguments_are_explained(self, name):
        arguments = [argument for argument in sasil.commands[name].params if isinstance(argument, click.Argument)]
        missing = [argument.name for argument in arguments if argument.name.upper().rstrip("S") not in sasil.commands[name].help]

        assert missing == []

    def test_examples_call_it_as_it_is(self, name):
        """Each example parses: its options exist and its arguments fit."""
        examples = re.findall(rf"sasil {name}\b([^|<\n]*)", sasil.commands[name].epilog)

        assert examples
        for example in examples:
            words = re.findall(r'"[^"]*"|\S+', re.split(r" {2,}", example)[0])
            sasil.commands[name].make_context(name, [word.strip('"') for word in words])


def test_main_help_speaks_korean_too(capsys):
    assert run(["--help"]) == 0
    assert re.search("[가-힣]{2}", capsys.readouterr().out)


def test_version_is_the_package_s(capsys):
    assert run(["--version"]) == 0
    assert re.fullmatch(r"sasil \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_settings_are_explained(name):
    assert Settings.model_fields[name].description.endswith(".")


def test_make_targets_are_explained():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)

    assert set(phony.split()) == set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))


def test_make_targets_that_pages_name_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {target for page in PAGES for target in re.findall(r"`make ([a-z]+)`", page.read_text(encoding="utf-8"))}

    assert named - set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\((?!https?://)([^)#]+)", prose)

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
class TestReadme:
    def test_settings_are_those_that_exist(self, name, settings):
        rows = re.findall(r"^\| `SASIL_(\w+)` \| (?:`(\S+)`|\S+) \|", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)

        actual = settings.model_dump()
        stated = {row.lower(): type(actual.get(row.lower()))(default) if default else None for row, default in rows}
        assert stated == actual

    def test_commands_are_those_that_exist(self, name):
        named = set(re.findall(r"\bsasil ([a-z]+)\b", (ROOT / name).read_text(encoding="utf-8")))

        assert named == set(COMMANDS)

    def test_views_are_those_that_exist(self, name):
        views = {path.stem.partition("_")[2] for path in (ROOT / "pipeline" / "warehouse" / "sql" / "views").glob("*.sql")}

        assert set(re.findall(r"\bv_\w+", (ROOT / name).read_text(encoding="utf-8"))) <= views


def test_seed_tables_are_explained():
    named = set(re.findall(r"`(\w+\.csv)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))

    assert named == {path.name for path in (ROOT / "seeds").glob("*.csv")}


def test_benchmarks_are_explained():
    named = set(re.findall(r"^\| `(\w+\.py)` \|", (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8"), re.MULTILINE))

    assert named == {path.name for path in (ROOT / "benchmarks").glob("*.py")}


def test_changelog_knows_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(rf"^## .*\b{re.escape(metadata.version('sasil'))}\b", changelog, re.MULTILINE)
