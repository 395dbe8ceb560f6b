"""Running commands as the terminal does, in the process of the test."""

from click.testing import CliRunner, Result

from geo.errors import MaillageError
from ui.cli import build, chosen_language
from ui.texts import texts


def ran(*words: object, language: str | None = None, status: int = 0, typed: str | None = None) -> Result:
    """Run a command, with what is typed in answer to its questions; an error of ours is raised.

    It speaks ``language``, else the language that the words ask for.
    """
    said = [str(word) for word in words]
    result = CliRunner().invoke(build(texts(language or chosen_language(said))), said, input=typed)
    if isinstance(result.exception, MaillageError):
        raise result.exception
    assert result.exit_code == status, result.output + str(result.exception)
    return result


def run(*words: object, language: str | None = None, status: int = 0, typed: str | None = None) -> str:
    """Run a command, and return what it writes on its standard output."""
    return ran(*words, language=language, status=status, typed=typed).stdout
