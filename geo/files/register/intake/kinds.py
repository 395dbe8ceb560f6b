"""Which kind of actor the words of a list mean: its codes, its labels, the words of people, the name of the service."""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from geo.files.names import name_key
from geo.files.register.context import RegisterContext
from geo.files.register.intake.recipes import ASIDE, OTHERS, Recipe, kind_words

_LEAST = 75
_PROPOSED = 3
_LONGEST_NAME = 6
NOT_HERE = "*not-here*"
"""A kind that is known by name and that the vocabulary does not have."""


@dataclass(frozen=True)
class Kinds:
    """The words that mean a kind: compared form → code, and what a recipe says of the categories of its list."""

    words: Mapping[str, str]
    codes: frozenset[str]
    table: Mapping[str, str]

    @classmethod
    def of(cls, context: RegisterContext, recipe: Recipe) -> "Kinds":
        """Return the words of a vocabulary, of people and of a recipe."""
        words = {word: first_known(kinds, context.kinds) for word, kinds in kind_words().items()}
        words |= {name_key(label): code for label, code in context.kind_labels.items() if code in context.kinds}
        words |= {name_key(code): code for code in context.kinds}
        table = {_key(category): kind for category, kind in recipe.kinds.items()}
        return cls(words, context.kinds, table)

    def find(self, text: str, *, header: str = "") -> str | None:
        """Return a code, :data:`ASIDE`, :data:`NOT_HERE`, or ``None`` when the words mean nothing known.

        ``header`` is that of the cell: a table may say ``amenity=hospital``.
        """
        key = name_key(text)
        said = self.table.get(f"{name_key(header)}={key}") or self.table.get(key)
        if said is not None:
            return said if said == ASIDE else self.words.get(name_key(said)) or first_known(said, self.codes)
        found = self.words.get(key)
        if found is None and key.endswith("s"):
            found = self.words.get(" ".join(word.removesuffix("s") for word in key.split()))
        return found

    @property
    def others(self) -> str | None:
        """What a table says of every other category: a code, :data:`ASIDE` or nothing."""
        said = self.table.get(OTHERS)
        return said if said in (None, ASIDE) else first_known(said, self.codes)

    def in_name(self, name: str) -> str | None:
        """Return the kind that the first words of a name say (``PMI d’Ambérieu``), the longest that do."""
        words = name_key(name).split()[:_LONGEST_NAME]
        for length in range(len(words), 0, -1):
            found = self.find(" ".join(words[:length]))
            if found is not None:
                return found
        return None

    def nearest(self, text: str) -> list[str]:
        """Return the codes whose words look most like a text, nearest first."""
        found = process.extract(name_key(text), list(self.words), scorer=fuzz.token_set_ratio, limit=8)
        codes = dict.fromkeys(self.words[word] for word, score, _ in found if score >= _LEAST)
        return [code for code in codes if code in self.codes][:_PROPOSED]


def first_known(kinds: str, codes: frozenset[str]) -> str:
    """Return the first of several kinds (``a|b``) that exists, else :data:`NOT_HERE`."""
    return next((kind for kind in kinds.split("|") if kind in codes), NOT_HERE)


def _key(category: str) -> str:
    if category == OTHERS:
        return OTHERS
    header, separator, value = category.rpartition("=")
    return f"{name_key(header)}={name_key(value)}" if separator else name_key(category)
