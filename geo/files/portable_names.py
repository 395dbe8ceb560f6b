"""Names of files that every system takes: the only way a name made of someone's words becomes that of a file."""

import re
import unicodedata

LONGEST = 100
"""Characters of a name, its ending included: a folder of some depth keeps a path below the 260 of Windows."""

_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    "conin$",
    "conout$",
    *(f"{port}{figure}" for port in ("com", "lpt") for figure in "0123456789¹²³"),
}
"""Names that Windows keeps for devices, whatever comes after a dot."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\s\ue000-\uf8ff]+')
_EDGES = " .-_"
_MOST_BYTES = 200
_LONGEST_KEY = 80


def portable_name(text: str, *, ending: str = "", otherwise: str = "maillage") -> str:
    """Return a name for a file, as near to a text as Windows, macOS and Linux take.

    Letters keep their accents, composed; what no system or some system refuses becomes a hyphen.

    Parameters
    ----------
    text
        The name wanted, without its ending.
    ending
        ``.csv``, or empty where the name is not that of a file alone.
    otherwise
        The name where nothing is left of the text; put before a name that Windows keeps for itself.
    """
    composed = unicodedata.normalize("NFC", text)
    shown = "".join("-" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Cn") else c for c in composed)
    name = re.sub(r"-{2,}", "-", _FORBIDDEN.sub("-", shown)).strip(_EDGES) or otherwise
    if name.split(".")[0].rstrip(" ").casefold() in _RESERVED:
        name = f"{otherwise}-{name}"
    return f"{_cut(name, ending).rstrip(_EDGES)}{ending}"


def _cut(name: str, ending: str) -> str:
    name = name[: LONGEST - len(ending)]
    return name.encode("utf-8")[: _MOST_BYTES - len(ending.encode("utf-8"))].decode("utf-8", "ignore")


def kept_key(name: str, *, otherwise: str) -> str:
    """Return the key of the name under which something is kept in the workspace, empty when nothing is left of it.

    Small letters without accents, digits and dashes.

    Parameters
    ----------
    otherwise
        Put before a key that some system keeps for itself.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    key = re.sub(r"[^a-z0-9]+", "-", bare.replace("œ", "oe")).strip("-")[:_LONGEST_KEY].strip("-")
    return portable_name(key, otherwise=otherwise) if key else ""
