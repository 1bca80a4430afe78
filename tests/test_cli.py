"""The command line as a person meets it: exit codes, streams, typing errors, broken input."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from impact.cli import cli, run
from impact.cli.common import paths
from impact.errors import ImpactError

BILL = "corpora/made/care-charging-bill/bill.xml"
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def _invoke(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


def _exit(*arguments: str) -> int:
    return run(list(arguments))


def _process(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "impact", *arguments], input=stdin, capture_output=True, check=False, cwd=ROOT
    )


def test_help_imports_neither_spacy_nor_lxml() -> None:
    code = (
        "import sys\nfrom impact.cli import run\nrun(['--help'])\n"
        "heavy = {'spacy', 'lxml', 'yaml', 'docx', 'rich'} & set(sys.modules)\nsys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "Usage: impact" in done.stdout


@pytest.mark.parametrize(
    "command",
    ["memo", "check", "diff", "amendments", "changes", "intent", "outline", "coverage", "try", "explain", "rules"],
)
def test_every_command_has_help(command: str) -> None:
    result = _invoke(command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout) > 100


def test_a_mistyped_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit("chek", BILL) == 2
    assert "Did you mean “check”?" in capsys.readouterr().err


def test_a_missing_file_is_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit("check", "no-such-bill.xml") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "no-such-bill.xml" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<html><body/></html>",
        b"\x1f\x8b\x08junk",
        b"<Legislation",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
    ],
    ids=["empty", "text", "html", "gzip", "truncated", "entities"],
)
def test_what_is_not_legislation_is_refused_in_words_with_exit_2(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    assert _exit("memo", str(path)) == 2
    said = capsys.readouterr().err
    assert said.startswith("impact: ")
    assert said.count("\n") == 1


def test_check_writes_only_the_report_to_standard_output() -> None:
    done = _process("check", BILL, "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["schema"] == "impact/1"


def test_check_reads_standard_input() -> None:
    done = _process("check", "-", "--format", "json", stdin=(ROOT / BILL).read_bytes())
    assert json.loads(done.stdout)["findings"]


def test_fail_on_turns_a_finding_into_exit_1() -> None:
    assert _invoke("check", BILL, "--fail-on", "medium").exit_code == 1
    assert _invoke("check", BILL, "--fail-on", "never").exit_code == 0


def test_only_keeps_what_was_asked_for() -> None:
    report = json.loads(_process("check", BILL, "--format", "json", "--only", "gateway").stdout)
    assert {finding["effect"] for finding in report["findings"]} == {"gateway"}


def test_a_name_that_selects_nothing_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit("check", BILL, "--only", "gatway") == 2
    assert "Did you mean “gateway”?" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["html", "docx", "md", "json"])
def test_the_ending_of_the_output_chooses_the_format(ending: str, tmp_path: Path) -> None:
    output = tmp_path / f"memo.{ending}"
    assert _invoke("memo", BILL, "-o", str(output)).exit_code == 0
    start = {"html": b"<!DOCTYPE html>", "docx": b"PK", "md": b"#", "json": b"{"}[ending]
    assert output.read_bytes().lower().startswith(start.lower())


def test_an_unknown_ending_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit("memo", BILL, "-o", str(tmp_path / "memo.pages")) == 2
    assert ".docx" in capsys.readouterr().err


def test_an_output_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _exit("memo", BILL, "-o", str(tmp_path / "missing" / "memo.html")) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["memo", "check", "outline", "check --format json"])
def test_a_closed_pipe_is_quiet(command: str) -> None:
    piped = (
        f"{sys.executable} -m impact {command.replace(' ', f' {BILL} ', 1) if ' ' in command else f'{command} {BILL}'}"
    )
    done = subprocess.run(
        ["bash", "-c", f"{piped} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.stdout.strip() == "0"
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_the_same_source_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    outputs = []
    for seed in ("0", "1"):
        path = tmp_path / f"{seed}.html"
        subprocess.run(
            [sys.executable, "-m", "impact", "memo", BILL, "-o", str(path)],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )
        outputs.append(path.read_bytes())
    assert outputs[0] == outputs[1]


def test_a_bug_is_exit_70_and_reported_kindly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(path: str) -> None:
        raise RuntimeError("the flux is off")

    monkeypatch.setattr("impact.cli.look.read", broken)
    assert _exit("outline", BILL) == 70
    assert "this is a bug in impact" in capsys.readouterr().err


def test_an_unbalanced_ledger_is_said_and_exits_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import impact.parse as parsing
    from impact.parse import ledger

    def rings(*arguments: object, **options: object) -> object:
        from dataclasses import replace

        return replace(ledger.prove(*arguments, **options), balanced=False, problems=("12 characters have no fate",))  # type: ignore[arg-type]

    monkeypatch.setattr(parsing, "prove", rings)
    assert _exit("check", BILL, "--format", "json") == 3
    said = capsys.readouterr()
    assert json.loads(said.out)["status"] == "incomplete"
    assert "12 characters have no fate" in said.err


def test_an_unknown_setting_is_named_with_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".impact.toml").write_text('fail-onn = "high"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert _exit("rules", "list") == 2
    assert "Did you mean “fail-on”?" in capsys.readouterr().err


def test_try_shows_what_matched_and_where_patterns_stopped() -> None:
    result = _invoke("try", "The Board may disclose information to a council.")
    assert "MATCH" in result.stdout
    assert "→ gateway" in result.stdout
    assert "stopped at" in _invoke("try", "The Board may disclose the site of information.").stdout


def test_explain_of_an_unknown_rule_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit("explain", "power-to-disclos") == 2
    assert "power-to-disclose" in capsys.readouterr().err


def test_coverage_accounts_for_every_character() -> None:
    result = _invoke("coverage", BILL)
    assert result.exit_code == 0
    assert "100.0000% accounted for" in result.stdout
    assert "table-of-contents" in result.stdout


def test_outline_shows_labels_as_a_person_cites_them() -> None:
    assert "cl. 1(1)(a)" in _invoke("outline", BILL).stdout


def test_rules_compare_of_a_rules_base_with_itself_finds_nothing() -> None:
    result = _invoke("rules", "compare", "--old", "rules", "--fail", BILL)
    assert result.exit_code == 0
    assert result.stdout == ""


def test_control_characters_of_a_document_never_reach_the_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "bill.xml"
    hostile.write_bytes(
        (ROOT / BILL)
        .read_bytes()
        .replace(b"English local authority", "English \u009b31mlocal\u202e authority".encode())
    )
    for command in ("check", "outline"):
        out = _invoke(command, str(hostile)).stdout
        assert not any(0x80 <= ord(character) <= 0x9F or character in "\u202e\x1b" for character in out)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_are_no_bug(closed: str, tmp_path: Path) -> None:
    output = tmp_path / "out.json"
    command = f"{sys.executable} -m impact check {BILL} -f json -o {output} {closed}"
    assert subprocess.run(["bash", "-c", command], check=False, cwd=ROOT, capture_output=True).returncode == 0
    assert json.loads(output.read_bytes())["status"] == "complete"


def test_a_document_from_closed_standard_input_is_refused_in_words() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m impact check - <&-"], check=False, cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "is empty" in done.stderr


@pytest.mark.parametrize("command", ["check", "memo", "outline"])
def test_a_full_disk_under_standard_output_is_said_and_exits_2(command: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m impact {command} {BILL} >/dev/full"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("setting", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}])
def test_the_locale_changes_no_byte(setting: dict[str, str]) -> None:
    def bytes_of(environment: dict[str, str]) -> bytes:
        command = [sys.executable, "-m", "impact", "check", BILL]
        return subprocess.run(command, check=True, cwd=ROOT, capture_output=True, env=environment).stdout

    assert bytes_of({"PATH": "", **setting}) == bytes_of({"PATH": "", "PYTHONUTF8": "1"})


def test_a_name_that_is_too_long_is_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit("check", "a" * 5000 + ".xml") == 2
    assert "File name too long" in capsys.readouterr().err


def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("check", "\x1b[31m\u202eno.xml"), ("check", BILL, "--only", "\x9b31mgateway")):
        assert _exit(*arguments) == 2
        said = capsys.readouterr().err
        assert not any(character in said for character in "\x1b\x9b\u202e")


def test_a_folder_is_read_through_links_and_each_folder_once(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (tmp_path / "folder" / "deeper").mkdir(parents=True)
    outside.mkdir()
    for place in (outside, tmp_path / "folder" / "deeper"):
        (place / "act.XML").write_bytes((ROOT / BILL).read_bytes())
    (tmp_path / "folder" / "deeper" / "again").symlink_to(tmp_path / "folder")
    (tmp_path / "folder" / "linked").symlink_to(outside)
    found = [Path(path).relative_to(tmp_path).as_posix() for path in paths([str(tmp_path / "folder")])]
    assert found == ["folder/deeper/act.XML", "folder/linked/act.XML"]


def test_a_link_to_nothing_in_a_folder_is_not_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "act.xml").write_bytes((ROOT / BILL).read_bytes())
    (tmp_path / "gone.xml").symlink_to("nowhere.xml")
    assert _exit("check", str(tmp_path)) == 2
    assert "gone.xml: no such file" in capsys.readouterr().err


def test_a_folder_that_cannot_be_listed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(folder: str, *, onerror: Callable[[OSError], None], followlinks: bool) -> Iterator[object]:
        onerror(PermissionError(13, "Permission denied", "folder/secret"))
        yield from ()

    monkeypatch.setattr("os.walk", refusing)
    with pytest.raises(ImpactError, match="folder/secret: cannot be listed"):
        list(paths([str(tmp_path)]))


def test_an_output_that_is_the_source_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "bill.json"
    source.write_bytes((ROOT / BILL).read_bytes())
    for command in (("check", "-f", "json"), ("memo",)):
        assert _exit(*command, str(source), "-o", str(source)) == 2
        assert "it would be lost" in capsys.readouterr().err
    assert source.read_bytes() == (ROOT / BILL).read_bytes()


def test_a_rules_base_without_rules_never_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _exit("check", BILL, "--rules", str(tmp_path)) == 2
    assert "holds no rule" in capsys.readouterr().err


def test_a_working_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    command = f"mkdir {gone} && cd {gone} && rmdir {gone} && {sys.executable} -m impact check {ROOT / BILL}"
    done = subprocess.run(
        ["bash", "-c", command],
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": "/bin:/usr/bin", "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert "working folder does not exist" in done.stderr
