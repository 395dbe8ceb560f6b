"""Output in UTF-8, whatever the console thinks it can show."""

import io
import sys


def speak_utf8() -> None:
    """Make both outputs of the program UTF-8, for a redirected file as for a screen.

    French typography has characters that neither Windows-1252 nor ASCII know. What even UTF-8 cannot write (a file name
    in no encoding) is escaped rather than refused.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
