"""Links “perhaps the same as” between the actors of a file: to somebody, to another, never round in a circle."""

from collections.abc import Collection, Mapping, Sequence

from geo.files.register.line_rules import Entry
from geo.schema import join_codes, split_codes

_COLUMN = "same_as"


def check_links(entries: Sequence[Entry], *, existing: Mapping[str, Sequence[str]]) -> None:
    """Report on the lines the links that lead nowhere, to the actor itself, or round in a circle.

    A link is declared once, on either of the two actors. Those of the register (``existing``: every actor that it has,
    with its links) count too, save for the actors that the file writes anew. Rules: ``link-unknown``, ``link-itself``,
    ``link-circle`` (once for each circle, on the first of its lines).
    """
    declared: dict[str, Entry] = {}
    for entry in entries:
        declared.setdefault(str(entry.actor["actor_id"]), entry)
    links = {actor: tuple(others) for actor, others in existing.items() if actor not in declared}
    for actor, entry in declared.items():
        links[actor] = _sound(actor, entry, known=existing.keys() | declared.keys())
    for circle in circles({actor: links[actor] for actor in (*declared, *links) if actor in links}):
        written = [actor for actor in circle if actor in declared]
        if written:
            first = min(written, key=lambda actor: declared[actor].row.number)
            at = circle.index(first)
            named = [_named(actor, declared) for actor in (*circle[at:], *circle[: at + 1])]
            declared[first].row.report(
                "link-circle", _COLUMN, value=join_codes(links[first]), circle=" → ".join(named), count=len(circle)
            )


def circles(links: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the circles of declared links: in each, every actor leads to the next, and the last to the first.

    Circles have no actor in common: of those that do, one is told. The order of ``links`` decides where they begin.
    """
    left = {actor: list(others) for actor, others in links.items()}
    found = []
    while _peel(left):
        path = [next(iter(left))]
        while (following := left[path[-1]][0]) not in path:
            path.append(following)
        circle = path[path.index(following) :]
        found.append(circle)
        for actor in circle:
            del left[actor]
    return found


def _peel(left: dict[str, list[str]]) -> bool:
    """Take out the actors that lead to nobody left, until none does; tell whether some are left."""
    while True:
        for actor, others in left.items():
            left[actor] = [other for other in others if other in left]
        gone = [actor for actor, others in left.items() if not others]
        if not gone:
            return bool(left)
        for actor in gone:
            del left[actor]


def _sound(actor: str, entry: Entry, *, known: Collection[str]) -> tuple[str, ...]:
    """Return the links of an actor that lead to another one, and report the others."""
    kept = []
    for other in split_codes(entry.actor[_COLUMN]):
        if other == actor:
            entry.row.report("link-itself", _COLUMN, value=other)
        elif other not in known:
            entry.row.report("link-unknown", _COLUMN, value=other)
        else:
            kept.append(other)
    return tuple(kept)


def _named(actor: str, declared: Mapping[str, Entry]) -> str:
    return f"{actor} ({declared[actor].row.number})" if actor in declared else actor
