"""Population layers brought by the user: a census grid, sectors, addresses, on which a territory's figures spread."""

from geo.layers.columns import COUNTS
from geo.layers.intake import check_layer, import_layer, list_layers
from geo.layers.issues import RULES
from geo.layers.plan import LayerPlan
from geo.layers.reader import LayerReading, ReadingOptions, read_layer
from geo.layers.spread import spread

__all__ = [
    "COUNTS",
    "RULES",
    "LayerPlan",
    "LayerReading",
    "ReadingOptions",
    "check_layer",
    "import_layer",
    "list_layers",
    "read_layer",
    "spread",
]
