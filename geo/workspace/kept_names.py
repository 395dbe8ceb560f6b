"""The names under which people keep things in the workspace, as names of files."""

import re
import unicodedata

from geo.files.portable_names import portable_name

_LONGEST = 80


def kept_key(name: str, *, otherwise: str) -> str:
    """Return the key of a name: small letters without accents, digits and dashes; empty when nothing is left of it.

    Parameters
    ----------
    otherwise
        Put before a key that some system keeps for itself.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    key = re.sub(r"[^a-z0-9]+", "-", bare.replace("œ", "oe")).strip("-")[:_LONGEST].strip("-")
    return portable_name(key, otherwise=otherwise) if key else ""
