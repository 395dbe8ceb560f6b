"""What a service really is today, in words: what it delivers, who waits, how one gets in."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.workspace.vocabulary import TerritorialRemit, load_vocabulary
from ui.texts import Texts
from ui.words.numbers import day

_COUNTS = ("waiting", "delay_days", "funded_places")
_TOLD = ("who_refers", "conditions", "fees")


def delivery(service: Mapping[str, Any], texts: Texts) -> str | None:
    """Return what is delivered and why not all of it; None where nothing is said."""
    if pd.isna(service["delivery"]):
        return None
    said = texts(f"delivery-{service['delivery']}")
    if pd.isna(service["delivery_reason"]):
        return said
    return texts("card-delivery-reason", said=said, reason=texts(f"delivery-reason-{service['delivery_reason']}"))


def service_lines(service: Mapping[str, Any], texts: Texts) -> list[str]:
    """Return the sentences of a service (a row of ``schema.SERVICE``) beyond its capacity, those that are known."""
    lines: list[str] = []
    said = delivery(service, texts)
    if said is not None:
        lines.append(texts("card-delivery", said=said))
    if pd.notna(service["last_delivered"]):
        lines.append(texts("card-last_delivered", day=day(str(service["last_delivered"]), texts.language)))
    counted = ", ".join(
        texts(f"card-{name}", count=float(service[name])) for name in _COUNTS if pd.notna(service[name])
    )
    if counted and pd.notna(service["observed"]):
        lines.append(texts("card-observed", day=day(str(service["observed"]), texts.language), said=counted))
    elif counted:
        lines.append(texts("card-observed-undated", said=counted))
    lines += [texts(f"card-{name}", said=str(service[name])) for name in _TOLD if pd.notna(service[name])]
    if pd.notna(service["verified"]):
        lines.append(texts("card-verified", day=day(str(service["verified"]), texts.language)))
    return lines


def remit_cells(remit: TerritorialRemit, texts: Texts, *, own: bool) -> list[str]:
    """Return a line on the declared area of a kind: what it means, why, who says so; ``own`` where the user said it."""
    return [
        load_vocabulary().label("kind", remit.kind, language=texts.language),
        texts("remit-bounded" if remit.bounded else "remit-free"),
        remit.reason(texts.language),
        remit.source,
        remit.date,
        texts(f"remit-{remit.status}") + (f" ({texts('remit-own')})" if own else ""),
    ]
