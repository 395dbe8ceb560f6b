"""The project's tasks: ``uv run nox`` passes what a change must pass, ``uv run nox -l`` lists them all.

Tasks run in the environment that uv has made; the documentation site and the mutants bring their own dependency group.
``.ci/run`` calls these tasks, and the README's own command for the tests.
"""

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "contracts", "versions", "tests"]
nox.options.stop_on_first_error = True


def _run(session: nox.Session, *command: str) -> None:
    session.run(*command, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the rules of writing and the layout."""
    _run(session, "ruff", "check", ".")
    _run(session, "ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types, strictly."""
    _run(session, "mypy")


@nox.session
def contracts(session: nox.Session) -> None:
    """Check who may import whom."""
    _run(session, "lint-imports")


@nox.session
def versions(session: nox.Session) -> None:
    """Check that pyproject.toml holds the exact version of every dependency."""
    _run(session, "python", "scripts/pin_dependencies.py", "--check")


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests, or those that are named: ``nox -s tests -- -n 0 tests/geo``."""
    _run(session, "pytest", *session.posargs)


@nox.session
def deep(session: nox.Session) -> None:
    """Run all tests, or those that are named, with every example of each property; see tests/tries.py."""
    session.env["MAILLAGE_DEEP"] = "1"
    _run(session, "pytest", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation site into site/; with ``-- serve``, show it on this computer as it is written."""
    group = ("uv", "run", "--quiet", "--isolated", "--only-group", "docs")
    session.env["NO_MKDOCS_2_WARNING"] = "1"
    _run(session, *group, "mkdocs", *(session.posargs or ["build"]), "--strict")


@nox.session
def readme(session: nox.Session) -> None:
    """Try the README's first commands in a clean copy, where pip is allowed and where the system refuses it."""
    _run(session, "python", "-m", "scripts.try_readme")


@nox.session
def mutants(session: nox.Session) -> None:
    """Break lines on purpose and tell how many the tests notice; see scripts/sample_mutants.py."""
    group = ("uv", "run", "--quiet", "--group", "mutants")
    _run(session, *group, "python", "-m", "scripts.sample_mutants", *session.posargs)
