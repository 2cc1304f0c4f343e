"""A virtual environment for each tool, made with ``venv`` and pip."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.records import Installed
from benchmarks.site_counts import failure_reason
from benchmarks.tools import Tool, theme_requirements

CHECKOUT = Path(__file__).resolve().parents[1]
COMMON_DISTRIBUTIONS = ("sphinx", "docutils", "pygments")
STAMP = "benchmark-requirements.json"

VERSIONS_SCRIPT = """\
import json, sys
from importlib.metadata import PackageNotFoundError, version
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        pass
print(json.dumps(found))
"""


class SetupError(Exception):
    """An environment cannot be made; the text says why."""


@dataclass(frozen=True)
class Environment:
    """The place of a virtual environment."""

    folder: Path

    @property
    def scripts(self) -> Path:
        """The folder with the commands."""
        return self.folder / "bin"

    @property
    def python(self) -> Path:
        """The interpreter."""
        return self.scripts / "python"


def install(
    tool: Tool, environment: Environment, *, theme: str, sphinx: str, refresh: bool
) -> Installed:
    """Make the environment of a tool, or use the one that is there.

    The checkout is always installed again, as it may have changed.

    Parameters
    ----------
    tool:
        The tool.
    environment:
        Where its environment is or will be.
    theme:
        The HTML theme, which is installed as well.
    sphinx:
        Version specifier of Sphinx, such as ``==9.0.4``; empty for the newest.
    refresh:
        Make the environment anew even if it fits.

    Returns
    -------
    The versions that are installed, or why they could not be.
    """
    requirements = (f"sphinx{sphinx}", *theme_requirements(theme), *tool.requirements)
    names = dict.fromkeys(
        (*COMMON_DISTRIBUTIONS, *tool.distributions, *theme_requirements(theme)),
    )
    try:
        fits = read_stamp(environment) == list(requirements)
        if refresh or not fits:
            make_empty(environment)
        if refresh or not fits or tool.from_checkout:
            checkout = (str(CHECKOUT),) if tool.from_checkout else ()
            pip_install(environment, (*requirements, *checkout))
            (environment.folder / STAMP).write_text(json.dumps(requirements), encoding="utf-8")
        return Installed(tool.name, installed_versions(environment, tuple(names)))
    except (SetupError, OSError) as error:
        return Installed(tool.name, {}, str(error).replace(str(CHECKOUT), "the checkout"))


def read_stamp(environment: Environment) -> object:
    """Read which requirements an environment was made for.

    Parameters
    ----------
    environment:
        The environment, which need not exist.

    Returns
    -------
    The requirements as they were written; ``None`` if the environment was not finished.
    """
    try:
        return json.loads((environment.folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def make_empty(environment: Environment) -> None:
    """Make an environment with nothing but pip, in place of one that may be there.

    Parameters
    ----------
    environment:
        The environment.

    Raises
    ------
    SetupError
        It cannot be made, or its folder holds something else.
    """
    folder = environment.folder
    if folder.exists() and any(folder.iterdir()) and not (folder / "pyvenv.cfg").exists():
        raise SetupError(f"{folder} is not a virtual environment")
    run([sys.executable, "-m", "venv", "--clear", str(folder)])


def pip_install(environment: Environment, requirements: Sequence[str]) -> None:
    """Install into an environment.

    Parameters
    ----------
    environment:
        The environment.
    requirements:
        What to install, resolved together.

    Raises
    ------
    SetupError
        pip failed.
    """
    pip = [str(environment.python), "-m", "pip", "install", "--disable-pip-version-check"]
    run([*pip, "--quiet", *requirements])


def installed_versions(environment: Environment, names: Sequence[str]) -> dict[str, str]:
    """Ask an environment for the versions of distributions.

    Parameters
    ----------
    environment:
        The environment.
    names:
        The distributions; one that is not installed is left out.

    Returns
    -------
    The version of each.

    Raises
    ------
    SetupError
        The environment's Python does not run.
    """
    answer = run([str(environment.python), "-c", VERSIONS_SCRIPT, *names])
    return {str(name): str(version) for name, version in json.loads(answer).items()}


def run(command: Sequence[str]) -> str:
    """Run a command and return its standard output.

    Parameters
    ----------
    command:
        The program and its arguments.

    Returns
    -------
    The standard output.

    Raises
    ------
    SetupError
        The command failed.
    """
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        reason = failure_reason(done.stderr.splitlines())
        raise SetupError(reason or f"exit status {done.returncode} of {command[0]}")
    return done.stdout
