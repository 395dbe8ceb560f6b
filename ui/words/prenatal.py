"""The three models of prenatal consultation in words: which one each commune has."""

import pandas as pd

from analysis.network.ask import Network
from analysis.network.prenatal import MODELS, prenatal_models
from ui.texts import Texts
from ui.words.known import bounded, least_cell
from ui.words.numbers import count
from ui.words.table_columns import Field

_SHARES = (*MODELS, "none", "unknown")


def prenatal_frame(found: Network, texts: Texts) -> tuple[pd.DataFrame, list[Field]]:
    """Return the births of each commune by the model that they have, and the columns of the table."""
    answer = prenatal_models(found)
    names = found.data.zones.set_index("zone_id")["name"]
    frame = answer.zones.assign(name=answer.zones["zone_id"].map(names))
    fields = [
        Field("name", texts("choice-zone"), width=200),
        Field("total", texts(f"column-base-{found.base}"), "count"),
    ]
    fields += [
        Field(model, texts(f"prenatal-{model}"), "count", sense=answer.senses.get(model, "exact")) for model in _SHARES
    ]
    return frame, fields


def prenatal_sentence(found: Network, texts: Texts) -> str:
    """Return the sentence that opens the table: how many births have each model, and who would need a platform."""
    answer = prenatal_models(found)
    whole = answer.zones.iloc[-1]
    language, base = texts.language, texts(f"base-{found.base}")
    asked = whole["platform"] + whole["none"] + whole["unknown"]
    return texts(
        "prenatal-finding",
        total=count(whole["total"], language),
        base=base,
        **{
            name: texts("prenatal-none-known")
            if sense == "at-least" and not whole[name]
            else least_cell(whole[name], sense, texts, written=count)
            for name, sense in answer.senses.items()
        },
        asked=bounded(count(asked, language), "exact" if answer.complete else "at-most", texts),
    )
