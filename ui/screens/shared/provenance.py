"""« D’où vient ce chiffre ? » : the small button beside every figure, with its source, date, formula and quality."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from analysis.records.shared import Dated, SourceRecord
from ui.texts import Texts
from ui.words.diagnosis import source_line
from ui.words.escape import plain
from ui.words.measures import engine_line, estimated_line
from ui.words.numbers import days_within, percent

_SOURCES = "fr"
"""The language of the titles of sources: that of their publishers."""


def where_from(record: Dated, figures: Sequence[str], texts: Texts, *, formula: str, key: str) -> None:
    """Draw the button that says where a figure comes from.

    Parameters
    ----------
    figures
        Which sources of the record stand behind it: ``births``, ``population``, ``need``, ``capacity``, ``travel``.
    formula
        Message of the formula in words: ``formula-<formula>``.
    key
        Tells the buttons of a screen apart.
    """
    with st.popover(texts("where-from"), type="tertiary", key=f"from-{key}", wrap=True):
        if texts.has(f"glossary-{formula}"):
            st.markdown(texts(f"glossary-{formula}"))
        st.markdown(f"**{texts('where-formula')}** {texts(f'formula-{formula}')}")
        told = [source for source in record["sources"] if source["figure"] in figures]
        st.markdown(f"**{texts('where-sources')}**" if told else texts("where-no-source"))
        for source in told:
            draw_source(source, texts)
        if "travel" in figures:
            st.markdown(f"**{texts('where-engine')}** {plain(engine_sentence(record, texts))}")
        if "births" in figures and record["births_years"]:
            st.markdown(texts("where-years", years=", ".join(map(str, record["births_years"]))))


def draw_source(source: SourceRecord, texts: Texts) -> None:
    """Draw the line of a source; a page in another language quotes its title in the one that it is written in."""
    line, title = source_line(source, texts), days_within(source["title"] or "", texts.language)
    if texts.language == _SOURCES or not title or title not in line:
        st.text(line)
        return
    before, _, after = line.partition(title)
    st.html(f'<p class="source">{escape(before)}<q lang="{_SOURCES}">{escape(title)}</q>{escape(after)}</p>')


def engine_sentence(record: Dated, texts: Texts) -> str:
    """Return which engine gave the times, from what or how far it can be trusted, and what it left to the estimate."""
    engine = record["travel_engine"]
    if engine["kind"] != "estimate":
        return engine_line(engine, texts)
    named = texts(f"engine-{engine['name']}")
    said = named[0].upper() + named[1:]
    rest = estimated_line(engine, texts)
    if engine["median_error_share"] is None:
        return f"{texts('engine-said', engine=said)} {rest}".rstrip()
    error = percent(engine["median_error_share"], texts.language)
    if engine["classes"]:
        told = texts("engine-said-measured", engine=said, trips=engine["classes"][0]["trips"], error=error)
    else:
        told = texts("engine-said-error", engine=said, error=error)
    return f"{told} {rest}".rstrip()
