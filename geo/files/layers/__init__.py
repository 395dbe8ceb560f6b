"""Population layers brought by the user: a census grid, sectors, addresses, on which a territory's figures spread."""

from geo.files.issues import LAYER_RULES as RULES
from geo.files.layers.columns import COUNTS
from geo.files.layers.reader import LayerReading, ReadingOptions, read_layer

__all__ = ["COUNTS", "RULES", "LayerReading", "ReadingOptions", "read_layer"]
