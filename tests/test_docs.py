"""What a user can type is explained: every command, argument and option has a help text, every command an example."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from pipeline.cli import run, sasil
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
COMMANDS = sorted(sasil.commands)


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
