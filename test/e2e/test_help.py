"""What is made of the client's tables: help, the manual page, completions. Each shell's own is asked what it would complete."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from localaws import CLIENT

ROOT = Path(__file__).parents[2]


def say(*args):
    done = subprocess.run([CLIENT, *args], capture_output=True, text=True)
    assert done.returncode == 0, done
    return done.stdout


COMMANDS = re.findall(r"^  (\w+) +\S", say("help"), re.M)


def options(command):
    return re.findall(r"^  (--[\w-]+)", say(command, "--help"), re.M)


def test_every_command_has_help_with_an_example():
    assert COMMANDS == ["submit", "watch", "status", "logs", "events", "explain", "cancel", "validate", "local", "completion", "help"]
    for command in COMMANDS:
        text = say(command, "--help")
        assert text == say("help", command) == say(command, "-h")
        example = text.split("\nexample: ")[1]
        assert "aws-exe-sys " + command in example and {"--json", "--help"} <= set(options(command))


def test_mistakes():
    for args, text in [(["completion"], "usage: aws-exe-sys completion SHELL"), (["completion", "tcsh"], "none of bash zsh fish"),
                       (["help", "nonsense"], "there is no command nonsense"), (["help", "--block", "x"], "there are: job-fields")]:
        done = subprocess.run([CLIENT, *args], capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (100, "") and text in done.stderr


def test_the_manual_page_tells_all():
    page = say("help", "--man")
    assert page == (ROOT / "docs/aws-exe-sys.1").read_text()
    plain = page.replace("\\-", "-")
    for command in COMMANDS:
        for option in options(command):
            assert f"\\fB{option}\\fR" in plain
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-man", "-Tascii", "-ww"], input=page, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "") and "EXIT STATUS" in re.sub(".\x08", "", done.stdout)


def bash_completes(folder, *words):
    """What bash offers for the last word."""
    script = 'source <("$0" completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _aws_exe_sys; printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "--norc", "-c", script, CLIENT, "aws-exe-sys", *words], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done
    return set(done.stdout.split("\n")) - {""}


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not here")
def test_bash_completes(tmp_path):
    for name in ("job.json", "a job.json"):
        (tmp_path / name).touch()
    (tmp_path / "code").mkdir()
    assert bash_completes(tmp_path, "") == {*COMMANDS, "--help"}
    assert bash_completes(tmp_path, "ca") == {"cancel"}
    for command in COMMANDS:
        assert bash_completes(tmp_path, command, "-") == set(options(command))
    assert bash_completes(tmp_path, "submit", "--w") == {"--watch"}
    assert bash_completes(tmp_path, "submit", "") == {"job.json", "a job.json", "code"}
    assert bash_completes(tmp_path, "submit", "--dir", "") == {"code"}
    assert bash_completes(tmp_path, "local", "--secrets", "j") == {"job.json"}
    assert bash_completes(tmp_path, "submit", "--run-id", "") == set()
    assert bash_completes(tmp_path, "watch", "") == set()
    assert bash_completes(tmp_path, "completion", "") == {"bash", "zsh", "fish"}
    assert bash_completes(tmp_path, "nonsense", "") == set()


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not here")
def test_zsh_takes_its_completions():
    subprocess.run(["zsh", "-n"], input=say("completion", "zsh"), text=True, check=True)


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not here")
def test_fish_completes():
    script = say("completion", "fish") + "\ncomplete -C 'aws-exe-sys '"
    done = subprocess.run(["fish", "--no-config"], input=script, capture_output=True, text=True)
    assert set(COMMANDS) <= {line.split("\t")[0] for line in done.stdout.splitlines()}, done


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_every_option_is_in_every_shells_completions(shell):
    text = say("completion", shell)
    for command in COMMANDS:
        for option in options(command):
            wanted = f"'{option}[" if shell == "zsh" else f"'__fish_seen_subcommand_from {command}' -l {option[2:]} "
            assert wanted in text
    # Quotes are even, however the texts read.
    assert all(line.count("'") % 2 == 0 for line in text.splitlines())
