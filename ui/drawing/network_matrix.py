"""The matrix of functions and strata as a table of buttons: read by everyone, clicked by whoever wants the actors."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from ui.session.failures import guarded

_STYLE = """
.matrix { font-size: .82rem; } .wide { overflow-x: auto; }
table { border-collapse: separate; border-spacing: 3px; width: 100%; }
p { color: #4a5663; font-size: .78rem; margin: 0 0 .2rem; }
@media (max-width: 640px) {
  table { border-spacing: 2px; } thead th:not(:first-child) { writing-mode: vertical-rl; padding: 0 0 .3rem; }
  .matrix tbody th { min-width: 5.6rem; font-size: .76rem; } .matrix td { min-width: 0; }
  .matrix button small { display: none; }
  .matrix button { min-height: 2.1rem; padding: 0; font-size: .72rem; }
}
th { font-weight: 600; text-align: left; vertical-align: middle; }
thead th { text-align: center; padding: .2rem; }
tbody th { font-weight: 400; padding: 0 .4rem 0 0; min-width: 8.5rem; line-height: 1.2; }
tr.strategy th { color: #4a5663; font-size: .74rem; padding-top: .45rem; font-weight: 600; }
td { padding: 0; min-width: 4.6rem; width: 14%; }
button {
  width: 100%; min-height: 1.75rem; border: 1px solid transparent; border-radius: 5px; padding: .1rem .3rem;
  font: inherit; color: #1c2733; cursor: pointer; line-height: 1.15;
}
button b { font-weight: 700; } button small { font-size: .68rem; display: block; }
button:focus-visible { outline: 3px solid #c2410c; outline-offset: 1px; }
button[aria-pressed="true"] { border: 2px solid #8a2f0b; box-shadow: 0 0 0 1px #8a2f0b; }
.reached { background: #d5eadf; } .single { background: #fde7c2; } .waiting { background: #dfeaf6; }
.nobody { background: #f6d4cf; font-weight: 600; }
.unknown { background: repeating-linear-gradient(135deg, #fff 0 5px, #dde1e5 5px 9px); }
.not-asked, .not-named { background: transparent; color: #4a5663; }
.keys .not-asked, .keys .not-named { display: none; }
.keys { display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin: .4rem 0 0; padding: 0; list-style: none; }
.keys li { display: flex; align-items: center; gap: .35rem; font-size: .76rem; }
.keys span { width: 1.1rem; height: .8rem; border-radius: 3px; border: 1px solid #8e99a4; display: inline-block; }
@media print { tr, .keys { break-inside: avoid; } button { border: 1px solid #8e99a4; print-color-adjust: exact; } }
"""
_SCRIPT = """
const made = (name, text, more = {}) => {
  const one = document.createElement(name);
  if (text) one.textContent = text;
  for (const [key, value] of Object.entries(more)) one.setAttribute(key, value);
  return one;
};
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".matrix");
  const held = parentElement.querySelector("button:focus");
  const focus = held && held.dataset.cell;
  root.replaceChildren();
  const table = made("table", null, { "aria-labelledby": "matrix-said" });
  const head = made("tr");
  head.append(made("th", data.corner, { scope: "col" }));
  for (const title of data.columns) head.append(made("th", title, { scope: "col" }));
  const top = made("thead"), body = made("tbody");
  top.append(head);
  let strategy = null;
  for (const row of data.rows) {
    if (row.strategy !== strategy) {
      strategy = row.strategy;
      const line = made("tr", null, { class: "strategy" });
      line.append(made("th", strategy, { colspan: data.columns.length + 1, scope: "colgroup" }));
      body.append(line);
    }
    const line = made("tr");
    line.append(made("th", row.name, { scope: "row" }));
    for (const cell of row.cells) {
      const box = made("td");
      const button = made("button", null, {
        class: cell.look, "data-cell": cell.id, "aria-label": cell.label, title: cell.label,
        "aria-pressed": String(cell.id === data.chosen), type: "button",
      });
      button.append(made("b", cell.text));
      if (cell.more) button.append(made("small", cell.more));
      button.onclick = () => setTriggerValue("clicked", cell.id);
      box.append(button);
      line.append(box);
    }
    body.append(line);
  }
  table.append(top, body);
  const wide = made("div", null, { class: "wide", tabindex: "0", role: "group", "aria-labelledby": "matrix-said" });
  wide.append(table);
  root.append(made("p", data.caption, { id: "matrix-said" }), wide);
  const keys = made("ul", null, { class: "keys" });
  for (const key of data.keys) {
    const item = made("li", null);
    item.append(made("span", null, { class: key.look }), document.createTextNode(key.text));
    keys.append(item);
  }
  root.append(keys);
  if (focus) root.querySelector(`[data-cell="${focus}"]`)?.focus();
}
"""


@dataclass(frozen=True)
class MatrixCell:
    """A cell: its id, what it shows, and the whole sentence that a reader of screens hears."""

    id: str
    look: str
    text: str
    more: str
    label: str


@dataclass(frozen=True)
class MatrixRow:
    """A line of the matrix, under the title of its strategy."""

    strategy: str
    name: str
    cells: Sequence[MatrixCell]


@dataclass(frozen=True)
class MatrixKey:
    """An entry of the legend."""

    look: str
    text: str


def draw_matrix(
    rows: Sequence[MatrixRow],
    columns: Sequence[str],
    keys: Sequence[MatrixKey],
    *,
    corner: str,
    caption: str,
    chosen: str,
    key: str,
) -> str | None:
    """Draw the matrix and return the id of the cell that was just clicked, None where none was."""
    data = {
        "rows": [asdict(row) for row in rows],
        "columns": list(columns),
        "keys": [asdict(one) for one in keys],
        "corner": corner,
        "caption": caption,
        "chosen": chosen,
    }
    found = _component()(data=data, key=key, on_clicked_change=guarded(_nothing))
    clicked = getattr(found, "clicked", None)
    return clicked if isinstance(clicked, str) else None


@st.cache_resource(show_spinner=False)
def _component():  # type: ignore[no-untyped-def]  # noqa: ANN202 - Streamlit's own type is not public
    return st.components.v2.component(
        "maillage_network_matrix", html='<div class="matrix"></div>', css=_STYLE, js=_SCRIPT
    )


def _nothing() -> None:
    """Streamlit wants a function to call when a cell is clicked: the run that follows reads it."""
