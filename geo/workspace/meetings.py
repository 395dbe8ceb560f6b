"""Meetings: a few steps to show one after the other, each the address of a screen, kept as one small text file each."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import tomlkit
from msgspec import Meta, Struct, field

from geo.errors import BadInputError, NotFoundError, file_error
from geo.files.atomic import write_atomic
from geo.files.portable_names import kept_key
from geo.files.toml import read_toml
from geo.paths import workspace_folder
from geo.workspace.rights import OWNER, Person, require

FEWEST_STEPS, MOST_STEPS = 3, 7
"""A meeting is told in three to seven steps; fewer can be shown while it is put together."""
LONGEST_TITLE, LONGEST_SENTENCE = 90, 240
_LONGEST_PROPOSAL = 60_000

_Title = Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE, pattern=r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$")]
_Sentence = Annotated[str, Meta(max_length=LONGEST_SENTENCE, pattern=r"^[^\x00-\x1f]*$")]
_Name = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_-]*$")]
_Value = Annotated[str, Meta(max_length=300, pattern=r"^[^\x00-\x1f]*$")]


class MeetingStep(Struct, frozen=True, forbid_unknown_fields=True):
    """A step: a screen by its name, the choices that its address holds, and what the user says of it.

    ``proposal`` is the text of the scenario that the screen shows, empty where it shows none.
    """

    screen: _Name
    title: _Title
    sentence: _Sentence = ""
    address: Annotated[dict[_Name, _Value], Meta(max_length=60)] = field(default_factory=dict)
    proposal: Annotated[str, Meta(max_length=_LONGEST_PROPOSAL)] = ""


class Meeting(Struct, frozen=True, forbid_unknown_fields=True):
    """A meeting and its steps, in order."""

    name: _Title
    steps: Annotated[tuple[MeetingStep, ...], Meta(max_length=MOST_STEPS)] = ()


@dataclass(frozen=True)
class KeptMeeting:
    """A meeting of the workspace: its key, which is the name of its file; no meeting where the file is not one."""

    key: str
    meeting: Meeting | None


def meeting_text(meeting: Meeting) -> str:
    """Return the file of a meeting; reading it again gives the same meeting."""
    document = tomlkit.document()
    document.add("name", meeting.name)
    steps = tomlkit.aot()
    for step in meeting.steps:
        table = tomlkit.table()
        for name in ("screen", "title", "sentence"):
            table.add(name, getattr(step, name))
        if step.proposal:
            table.add("proposal", tomlkit.string(step.proposal, multiline=True))
        address = tomlkit.table()
        for name, value in step.address.items():
            address.add(name, value)
        table.add("address", address)
        steps.append(table)
    if meeting.steps:
        document.add("steps", steps)
    return tomlkit.dumps(document)


def read_meeting(path: Path) -> Meeting:
    """Return the meeting of a file.

    Raises
    ------
    MissingFileError
        ``missing-file``.
    BadInputError
        ``text-encoding``, ``text-too-large``; ``meeting-file`` for a file that says something else.
    """
    return read_toml(path, Meeting, "meeting-file")


def meeting_of(content: bytes) -> Meeting:
    """Return the meeting of a file that was brought.

    Raises
    ------
    BadInputError
        Those of :func:`read_meeting`.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "meeting.toml"
        path.write_bytes(content)
        return read_meeting(path)


def list_meetings() -> list[KeptMeeting]:
    """Return the meetings of the workspace, the one changed last first."""
    paths = sorted(_folder().glob("*.toml"), key=lambda path: (-path.stat().st_mtime, path.stem))
    found = []
    for path in paths:
        try:
            found.append(KeptMeeting(path.stem, read_meeting(path)))
        except BadInputError:
            found.append(KeptMeeting(path.stem, None))
    return found


def kept_meeting(key: str) -> Meeting:
    """Return a meeting of the workspace by its key.

    Raises
    ------
    NotFoundError
        ``unknown-meeting``.
    BadInputError
        ``meeting-file``.
    """
    path = _folder() / f"{kept_key(key, otherwise='meeting')}.toml"
    if not path.is_file():
        known = ", ".join(sorted(one.stem for one in _folder().glob("*.toml")))
        raise NotFoundError("unknown-meeting", name=key, known=known or "–")
    return read_meeting(path)


def keep_meeting(meeting: Meeting, *, key: str | None = None, person: Person = OWNER) -> str:
    """Keep a meeting, whole or not at all, and return its key.

    Parameters
    ----------
    key
        The key of the meeting that it takes the place of; None for a new one, whose name is then its own.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    BadInputError
        ``meeting-name`` when no letter or digit is in its name, ``meeting-exists`` when a new one bears the name of
        another, ``meeting-full`` beyond ``MOST_STEPS`` steps.
    FileError
        When the disk refuses.
    """
    require(person, "keep")
    if len(meeting.steps) > MOST_STEPS:
        raise BadInputError("meeting-full", most=MOST_STEPS)
    chosen = key or kept_key(meeting.name, otherwise="meeting")
    if not chosen:
        raise BadInputError("meeting-name", name=meeting.name)
    path = _folder() / f"{chosen}.toml"
    if key is None and path.exists():
        raise BadInputError("meeting-exists", name=meeting.name)
    write_atomic(path, meeting_text(meeting))
    return chosen


def add_step(key: str, step: MeetingStep, *, person: Person = OWNER) -> None:
    """Add a step at the end of a kept meeting.

    Raises
    ------
    RightError, NotFoundError, BadInputError, FileError
        Those of :func:`kept_meeting` and :func:`keep_meeting`.
    """
    meeting = kept_meeting(key)
    keep_meeting(with_steps(meeting, [*meeting.steps, step]), key=key, person=person)


def with_steps(meeting: Meeting, steps: list[MeetingStep]) -> Meeting:
    """Return a meeting with other steps."""
    return Meeting(meeting.name, tuple(steps))


def forget_meeting(key: str, *, person: Person = OWNER) -> None:
    """Delete a kept meeting; nothing where there is none.

    Raises
    ------
    RightError
        Those of :func:`geo.workspace.rights.require`.
    FileError
        When the disk refuses.
    """
    require(person, "keep")
    path = _folder() / f"{kept_key(key, otherwise='meeting')}.toml"
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise file_error(error, path) from error


def _folder() -> Path:
    return workspace_folder() / "meetings"
