"""The kinds of actors to choose from: those that a register names, then all others, marked."""

from collections.abc import Callable, Collection

from geo.files.names import name_key
from geo.workspace.vocabulary import Vocabulary, load_vocabulary
from ui.texts import Texts


def kinds_in_order(listed: Collection[str], language: str) -> list[str]:
    """Return every kind of the vocabulary, by name: those listed first, then those of which nobody is known."""
    words = load_vocabulary()
    every = [*words.kinds, *(kind for kind in listed if kind not in words.kinds)]
    return sorted(every, key=lambda kind: (kind not in listed, name_key(_label(kind, language, words))))


def kind_namer(listed: Collection[str], catalogue: Texts) -> Callable[[str], str]:
    """Return how kinds are written in a list: by name, with a mark for those of which nobody is known."""
    words = load_vocabulary()

    def name(kind: str) -> str:
        label = _label(kind, catalogue.language, words)
        return label if kind in listed else catalogue("kind-nobody", kind=label)

    return name


def _label(kind: str, language: str, words: Vocabulary) -> str:
    return words.kinds[kind].label(language) if kind in words.kinds else kind
