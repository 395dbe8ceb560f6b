"""Reading the file of a register of actors: any CSV or XLSX in, clean tables and a list of issues out."""

from geo.files.issues import ISSUE_COLUMNS
from geo.files.issues import REGISTER_RULES as RULES
from geo.files.register.columns import COLUMNS, FRENCH_HEADERS, REQUIRED_COLUMNS
from geo.files.register.context import RegisterContext, RegisterReading
from geo.files.register.reader import read_register
from geo.files.register.template import write_template

__all__ = [
    "COLUMNS",
    "FRENCH_HEADERS",
    "ISSUE_COLUMNS",
    "REQUIRED_COLUMNS",
    "RULES",
    "RegisterContext",
    "RegisterReading",
    "read_register",
    "write_template",
]
