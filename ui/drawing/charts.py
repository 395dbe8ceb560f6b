"""Charts: drawn by Altair from plain frames. Numbers on the axes follow the language; no colour says anything alone."""

import json
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, cast

import altair as alt
import pandas as pd

from analysis.records.balance import BalanceLine, Far
from analysis.records.diagnosis import DiagnosisLine
from ui.session.shared_results import keep
from ui.texts import Texts
from ui.words.numbers import amount, decimal, percent

INK, ACCENT, GAP, GREY = "#1c2733", "#1f5f8b", "#b3261e", "#5b6673"
_PARTS = {
    "offered": {"fill": ACCENT, "stroke": ACCENT, "dash": [1, 0]},
    "missing": {"fill": "#ffffff", "stroke": GAP, "dash": [1, 0]},
    "unknown": {"fill": "#eceff2", "stroke": "#7a8591", "dash": [3, 3]},
}
_FAR = {"fill": "#f6d9a8", "stroke": "#a6611a", "dash": [1, 0]}
_LINES = ("#1f5f8b", "#b3005e", "#1b7a3d", "#a6611a", "#6a3d9a", "#3b4652", "#d95f02", "#00796b")
MOST_COLOURS = 8
_KEPT = 96
_PANEL_CHARACTERS, _PANEL_LINES = 24, 3
"""The longest line of the title of a small drawing, and the most lines."""
_PANEL_PX, _TITLE_LINE_PX = 150, 15
"""The height of a small drawing whose title has one line, and of a line more."""
CONFIG = {
    "axis": {"labelColor": INK, "titleColor": GREY, "labelFontSize": 12, "titleFontSize": 12},
    "legend": {"labelColor": INK, "labelFontSize": 12, "symbolSize": 130, "symbolStrokeWidth": 1.5},
    "header": {"labelColor": INK, "labelFontSize": 12, "labelFontWeight": "bold"},
}
"""Dark enough on white to be read by everybody (4.5 to 1)."""


def balance_parts(parts: Sequence[DiagnosisLine]) -> pd.DataFrame:
    """Return what is offered, missing and unknown per zone: ``zone``, ``part``, ``value`` (per year), ``sense``."""
    return pd.DataFrame([row for part in parts for row in _bar(part)], columns=["zone", "part", "value", "sense"])


@keep(_KEPT)
def balance_bars(frame: pd.DataFrame, *, unit: str | None, texts: Texts) -> alt.Chart:
    """Return horizontal bars of `balance_parts`: full for what is offered, empty for what is missing."""
    title = texts("bar-axis", unit=texts(f"unit-{unit}")) if unit else None
    return _stacked(frame, {key: texts(f"bar-{key}") for key in _PARTS}, _PARTS, title=title, texts=texts)


def balance_subtitle(frame: pd.DataFrame, texts: Texts) -> str:
    """Return how the bars of `balance_parts` are read: what is not drawn is not explained."""
    unknown = (frame["value"][frame["part"] == "unknown"] > 0).any()
    return texts("bar-subtitle", unknown="yes" if unknown else "no")


def ground_parts(lines: Sequence[BalanceLine], *, far: Far) -> pd.DataFrame:
    """Return what becomes of the need per zone: ``zone``, ``part`` (served, full, ``far``…), ``value``, ``sense``."""
    rows = []
    for line in lines:
        if line["need"] is not None:
            unmet = line["unmet"]
            parts = {"served": line["served_low"], "full": unmet["full"], far: unmet[far], "unknown": unmet["unknown"]}
            bounds = line["bounds"]
            rows += [
                {
                    "zone": line["name"],
                    "part": part,
                    "value": value,
                    "sense": bounds["served_low" if part == "served" else "unmet"],
                }
                for part, value in parts.items()
            ]
    return pd.DataFrame(rows, columns=["zone", "part", "value", "sense"])


@keep(_KEPT)
def ground_bars(frame: pd.DataFrame, *, title: str, far: str, texts: Texts) -> alt.Chart:
    """Return horizontal bars of `ground_parts`, one texture for each thing that becomes of the need."""
    styles = {"served": _PARTS["offered"], "full": _PARTS["missing"], far: _FAR, "unknown": _PARTS["unknown"]}
    return _stacked(frame, {key: texts(f"ground-part-{key}") for key in styles}, styles, title=title, texts=texts)


def _stacked(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    styles: Mapping[str, Mapping[str, Any]],
    *,
    title: str | None,
    texts: Texts,
) -> alt.Chart:
    # Nothing is not a bar of no width, whose edge would be seen, nor a thing to explain.
    frame = frame[frame["value"] > 0]
    styles = {key: style for key, style in styles.items() if key in set(frame["part"])}
    names = {key: names[key] for key in styles}
    shown = frame.assign(
        label=frame["part"].map(dict(names)),
        rank=frame["part"].map({key: rank for rank, key in enumerate(names)}),
        told=[amount(value, texts.language) for value in frame["value"]],
    )

    def scale(channel: str) -> alt.Scale:
        return alt.Scale(domain=list(names.values()), range=[style[channel] for style in styles.values()])

    legend = alt.Legend(orient="bottom", columns=2 if len(styles) > 3 else 3, title=None, symbolType="square")
    drawn: alt.Chart = (
        alt.Chart(shown)
        .mark_bar(strokeWidth=1.4)
        .encode(
            y=alt.Y("zone:N", title=None, sort=list(dict.fromkeys(frame["zone"])), axis=_name_axis()),
            x=alt.X("value:Q", title=title, axis=_count_axis(texts)),
            fill=alt.Fill("label:N", scale=scale("fill"), legend=legend),
            stroke=alt.Stroke("label:N", scale=scale("stroke"), legend=legend),
            strokeDash=alt.StrokeDash("label:N", scale=scale("dash"), legend=None),
            order="rank:Q",
            tooltip=[
                alt.Tooltip("zone:N", title=texts("choice-zone")),
                alt.Tooltip("label:N", title=texts("bar-part")),
                alt.Tooltip("told:N", title=texts("bar-value")),
            ],
        )
        .properties(height=alt.Step(30))
    )
    return drawn


@keep(_KEPT)
def reach_lines(frame: pd.DataFrame, names: Mapping[str, str], *, threshold_min: float, texts: Texts) -> alt.LayerChart:
    """Return the curves of ``analysis.diagnosis.reach_curves``, one line per zone, and the threshold.

    They are cumulative. With many zones, the last of ``names`` is the whole that they make: it stands out, the others
    are grey.
    """
    many = len(names) > MOST_COLOURS
    last = list(names)[-1]
    shown = _named(frame, names, texts).assign(whole=frame["zone_id"] == last)
    colour = (
        alt.condition("datum.whole", alt.value(ACCENT), alt.value("#9aa3ad"))
        if many
        else alt.Color(
            "zone_id:N",
            title=None,
            scale=alt.Scale(domain=list(names), range=list(_LINES)),
            legend=_legend_of_zones(names) if len(names) > 1 else None,
        )
    )
    # By its id: a commune often bears the name of the province that it is in.
    dash = {} if many or len(names) == 1 else {"strokeDash": alt.StrokeDash("zone_id:N", legend=None)}
    lines = (
        alt.Chart(shown)
        .mark_line(strokeWidth=2)
        .encode(
            x=_minutes_axis(texts),
            y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=_share_axis(texts)),
            color=colour,
            detail="zone_id:N",
            order=alt.Order("minutes:Q"),
            tooltip=_curve_tips(texts),
            **dash,
        )
    )
    return cast("alt.LayerChart", (lines + _rule(threshold_min)).properties(height=320))


def _legend_of_zones(names: Mapping[str, str]) -> alt.Legend:
    """Return the legend of lines that are told apart by the id of their zone: it writes the names."""
    return alt.Legend(orient="bottom", columns=2, labelLimit=170, labelExpr=f"{json.dumps(dict(names))}[datum.label]")


@keep(_KEPT)
def reach_multiples(
    frame: pd.DataFrame, names: Mapping[str, str], *, threshold_min: float, texts: Texts
) -> list[dict[str, Any]]:
    """Return one small curve per zone, all on the same axes, so that a window shows as many in a row as it is wide.

    They are the same drawing, worked out once, on other rows.
    """
    shown = dict(list(_named(frame, names, texts).groupby("zone_id")))
    drawing = _small_curve(threshold_min, texts).to_dict(validate=False)
    area, rule = drawing.pop("layer")
    columns = ["name", "minutes", "share", "told"]
    titles = {
        name: wrap(name, _PANEL_CHARACTERS, max_lines=_PANEL_LINES, placeholder=" …", break_on_hyphens=False)
        for name in names.values()
    }
    deep = max(map(len, titles.values()))
    return [
        {
            **drawing,
            "height": _PANEL_PX + _TITLE_LINE_PX * (deep - 1),
            # As many lines in each, so that the drawings of a row are at one height.
            "title": {
                "text": [""] * (deep - len(titles[name])) + titles[name],
                "fontSize": 12,
                "color": INK,
                "limit": 168,
                "anchor": "start",
            },
            "layer": [{**area, "data": {"values": shown[zone][columns].to_dict("records")}}, rule],
        }
        for zone, name in names.items()
        if zone in shown
    ]


@keep(_KEPT)
def served_line(
    frame: pd.DataFrame, *, title: str, better: str, marks: Sequence[float], texts: Texts
) -> alt.LayerChart:
    """Return the curve of ``analysis.access.distribution.served_curve``, with a rule at each of some values.

    Parameters
    ----------
    title
        What the values are, with their unit.
    better
        ``low`` or ``high``: which values are the good ones.
    """
    language = texts.language
    told = [percent(share, language) for share in frame["share"]]
    said = [decimal(value, language, digits=1) for value in frame["value"]]
    axis = alt.Axis(
        tickCount=6, labelExpr="replace(format(datum.value, '~f'), '.', ',')" if language == "fr" else "datum.value"
    )
    line = (
        alt.Chart(frame.assign(told=told, said=said))
        .mark_area(
            line={"color": ACCENT, "strokeWidth": 2},
            color="#c9dbe8",
            interpolate="step-after" if better == "low" else "step-before",
        )
        .encode(
            x=alt.X("value:Q", title=title, axis=axis),
            y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=_share_axis(texts)),
            tooltip=[alt.Tooltip("said:N", title=title), alt.Tooltip("told:N", title=texts("measures-share"))],
        )
    )
    return cast("alt.LayerChart", alt.layer(line, *map(_rule, marks)).properties(height=230))


def _small_curve(threshold_min: float, texts: Texts) -> alt.LayerChart:
    area = (
        alt.Chart(alt.InlineData(values=[]))
        .mark_area(line={"color": ACCENT, "strokeWidth": 1.5}, color="#c9dbe8")
        .encode(
            x=_minutes_axis(texts, short=True),
            y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=_share_axis(texts, short=True)),
            tooltip=_curve_tips(texts),
        )
    )
    return cast("alt.LayerChart", (area + _rule(threshold_min)).properties(height=_PANEL_PX))


@keep(_KEPT)
def dots(frame: pd.DataFrame, *, title: str, texts: Texts, shares: bool = True, ranked: bool = True) -> alt.LayerChart:
    """Return one dot per zone with its interval: ``name``, ``value``, ``low``, ``high``, ``told``.

    The best is first, or the first by its name where zones have no rank.
    """
    by, rising = ("value", not shares) if ranked else ("name", True)
    order = list(frame.sort_values(by, ascending=rising)["name"])
    axis = _share_axis(texts) if shares else _count_axis(texts)
    scale = alt.Scale(domain=[0, 1]) if shares else alt.Scale(zero=True)
    base = alt.Chart(frame).encode(y=alt.Y("name:N", title=None, sort=order, axis=_name_axis()))
    bars = base.mark_rule(strokeWidth=5, color="#b9cbd9").encode(
        x=alt.X("low:Q", title=title, scale=scale, axis=axis), x2="high:Q"
    )
    points = base.mark_circle(size=110, color=ACCENT, opacity=1).encode(
        x=alt.X("value:Q", scale=scale, axis=axis),
        tooltip=[alt.Tooltip("name:N", title=texts("choice-zone")), alt.Tooltip("told:N", title=texts("bar-value"))],
    )
    return cast("alt.LayerChart", (bars + points).properties(height=alt.Step(30)))


@keep(_KEPT)
def bars(frame: pd.DataFrame, *, title: str, texts: Texts, colour: str = ACCENT) -> alt.Chart:
    """Return horizontal bars: ``name``, ``value``, ``told`` (the value in words), in the order of the frame."""
    drawn: alt.Chart = (
        alt.Chart(frame)
        .mark_bar(color=colour)
        .encode(
            y=alt.Y("name:N", title=None, sort=list(frame["name"]), axis=_name_axis()),
            x=alt.X("value:Q", title=title, axis=_count_axis(texts)),
            tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("told:N", title=title)],
        )
        .properties(height=alt.Step(28))
    )
    return drawn


def _bar(part: DiagnosisLine) -> list[dict[str, object]]:
    need, capacity = part["need"], part["capacity"]
    if need is None:
        return []
    if capacity is None:
        return [{"zone": part["name"], "part": "unknown", "value": need, "sense": "exact"}]
    rest = "unknown" if part["capacity_is_minimum"] else "missing"
    senses = ("at-least", "at-most") if part["capacity_is_minimum"] else ("exact", "exact")
    return [
        {"zone": part["name"], "part": "offered", "value": capacity, "sense": senses[0]},
        {"zone": part["name"], "part": rest, "value": max(0.0, need - capacity), "sense": senses[1]},
    ]


def _named(frame: pd.DataFrame, names: Mapping[str, str], texts: Texts) -> pd.DataFrame:
    told = [percent(share, texts.language) for share in frame["share"]]
    return frame.assign(name=frame["zone_id"].map(dict(names)), told=told)


def _curve_tips(texts: Texts) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=texts("choice-zone")),
        alt.Tooltip("minutes:Q", title=texts("axis-minutes")),
        alt.Tooltip("told:N", title=texts("axis-share")),
    ]


def _rule(threshold_min: float) -> alt.Chart:
    frame = pd.DataFrame({"threshold": [threshold_min]})
    rule: alt.Chart = alt.Chart(frame).mark_rule(color=GREY, strokeDash=[4, 3]).encode(x="threshold:Q")
    return rule


def _name_axis() -> alt.Axis:
    """Return an axis of names; a long one is written on two lines, so that a telephone keeps room for the bars."""
    return alt.Axis(
        labelLimit=190,
        labelLineHeight=13,
        labelExpr=r"length(datum.label) > 28 ? split(replace(datum.label, /^(.{15,}?) /, '$1\n'), '\n') : datum.label",
    )


def _minutes_axis(texts: Texts, *, short: bool = False) -> alt.X:
    values = [0, 30, 60, 90] if short else [0, 15, 30, 45, 60, 75, 90]
    title = None if short else texts("axis-minutes")
    return alt.X("minutes:Q", title=title, axis=alt.Axis(values=values, grid=not short, labelExpr="datum.value"))


def _share_axis(texts: Texts, *, short: bool = False) -> alt.Axis:
    percent_sign = "'\u202f%'" if texts.language == "fr" else "'%'"
    values = [0, 0.5, 1] if short else [0, 0.2, 0.4, 0.6, 0.8, 1]
    return alt.Axis(values=values, labelExpr=f"format(datum.value * 100, '.0f') + {percent_sign}")


def _count_axis(texts: Texts) -> alt.Axis:
    separator = "\u202f" if texts.language == "fr" else ","
    return alt.Axis(tickMinStep=1, tickCount=6, labelExpr=f"replace(format(datum.value, ',.0f'), /,/g, '{separator}')")
