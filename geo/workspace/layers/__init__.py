"""Population layers in the database: what a layer becomes in a territory, and how it is kept."""

from geo.workspace.layers.plan import LayerPlan
from geo.workspace.layers.spread import spread

__all__ = ["LayerPlan", "spread"]
