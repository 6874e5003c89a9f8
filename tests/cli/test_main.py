"""The command line as a whole: commands, help, version, arguments, ends."""

import json
from pathlib import Path

import pytest

from supervision_talk.cli import main, screen
from supervision_talk.cli.command import Command
from supervision_talk.cli.commands import COMMANDS, every_command
from supervision_talk.cli.help_page import usage_of
from supervision_talk.interchange import register_schema
from tests.cli.running import AUDIT_XUNDIAN, run


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str], language: str) -> None:
    ran = run(capsys, "schema", "--lang", language)
    assert (ran.code, ran.errors) == (0, "")
    assert json.loads(ran.output) == register_schema(language=language)


def test_a_command_is_called_what_it_is_found_by() -> None:
    assert tuple(each.name for each in every_command()) == COMMANDS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_names_every_command(capsys: pytest.CaptureFixture[str], language: str) -> None:
    for flag in ("--help", "-h"):
        ran = run(capsys, flag, "--lang", language)
        assert (ran.code, ran.errors) == (0, "")
        for command in every_command():
            assert f"  {command.name} " in ran.output
            assert command.about.in_language(language) in ran.output


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", every_command(), ids=lambda command: command.name)
def test_help_of_a_command_names_every_argument(
    capsys: pytest.CaptureFixture[str], command: Command, language: str
) -> None:
    ran = run(capsys, command.name, "--help", "--lang", language)
    assert (ran.code, ran.errors) == (0, "")
    assert usage_of(command) in ran.output
    for argument in command.arguments:
        assert argument.shown in ran.output
        assert argument.about.in_language(language) in ran.output


def test_the_version_is_told_with_that_of_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "--version")
    assert ran.code == 0
    assert ran.output.startswith("supervision-talk ")
    assert "(measures-2026-01-30/" in ran.output


def test_the_language_may_stand_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "zh", "rules"]) == 0
    before = capsys.readouterr().out
    assert main(["rules", "--lang=zh"]) == 0
    assert capsys.readouterr().out == before
    assert "责任主体" in before


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], {"zh": "缺少命令", "en": "expected a command, one of audit, "}),
        (["rule"], {"zh": "是否指rules？", "en": "is rules meant?"}),
        (["frobnicate"], {"zh": "没有这个命令", "en": "there is no such command"}),
        (["frobnicate", "--help"], {"zh": "没有这个命令", "en": "there is no such command"}),
        (["audit"], {"zh": "FILE：必须给出", "en": "FILE: is required"}),
        (["audit"], {"zh": "--as-of：必须给出", "en": "--as-of: is required"}),
        (["audit", "--as-of"], {"zh": "缺少值DATE", "en": "--as-of: expected a value, DATE"}),
        (["audit", "--as"], {"zh": "--as：没有这个选项", "en": "--as: there is no such option"}),
        (["audit", "--foo=SECRET"], {"zh": "--foo：没有", "en": "--foo: there is no"}),
        (["audit", "--all=SECRET"], {"zh": "--all：不带值", "en": "--all: takes no value"}),
        (
            ["audit", "--format", "SECRET"],
            {"zh": "应为text、json、html、xlsx之一", "en": "one of text, json, html, xlsx"},
        ),
        (["audit", "a", "SECRET"], {"zh": "多出1个参数", "en": "1 argument too many"}),
        (["audit", "a", "-x", "SECRET", "b"], {"zh": "多出2个参数", "en": "2 arguments too many"}),
        (["schema", "SECRET"], {"zh": "这里不需要", "en": "expected none"}),
        (["rules", "ST9999"], {"zh": "没有这条规则", "en": "there is no such rule"}),
    ],
)
def test_arguments_that_cannot_be_used_end_with_2_and_their_reason(
    capsys: pytest.CaptureFixture[str], arguments: list[str], wanted: dict[str, str], language: str
) -> None:
    ran = run(capsys, *arguments, "--lang", language)
    assert (ran.code, ran.output) == (2, "")
    assert wanted[language] in ran.errors
    assert "SECRET" not in ran.errors
    assert "--help" in ran.errors


def test_a_language_that_is_not_spoken_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "rules", "--lang", "fr")
    assert (ran.code, ran.output) == (2, "")
    assert "zh" in ran.errors


def test_options_may_stand_before_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    command, file, *options = AUDIT_XUNDIAN
    assert run(capsys, command, *options, file) == run(capsys, *AUDIT_XUNDIAN)


def test_after_two_dashes_everything_is_a_value(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--help").write_text('{"format": "supervision-talk/register/1"}', encoding="utf-8")
    code = main(["audit", "--as-of", "2026-10-05", "--lang", "en", "--", "--help"])
    assert code == 0
    assert "0 violated" in capsys.readouterr().out


def test_an_interrupt_ends_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(screen, "laid_out", interrupted)
    ran = run(capsys, "rules")
    assert (ran.code, ran.output, ran.errors) == (130, "", "")


def test_without_arguments_of_its_own_it_takes_the_process_s(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["supervision-talk", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("supervision-talk ")
