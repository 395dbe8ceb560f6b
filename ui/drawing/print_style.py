"""How a screen goes on paper: A4 landscape, one screen after the other, no chart cut, nothing that only a hand uses."""

PRINT_STYLE = """<style>
@page { size: A4 landscape; margin: 9mm; }
@media print {
  html, body, #root, #root > div, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"],
  [data-testid="stAppViewContainer"] > div {
    position: static !important; display: block !important; overflow: visible !important; height: auto !important;
    min-height: 0 !important; inset: auto !important;
  }
  /* A page then holds the width of a screen: columns stay side by side, and tables are not cut. */
  [data-testid="stApp"] { zoom: .8; }
  [data-testid="stMainBlockContainer"] { padding: 0 !important; }
  [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stBottom"], [data-testid="stStatusWidget"],
  [data-testid="stPopoverButton"], [data-testid="stDownloadButton"], [data-testid="stButton"],
  [data-testid="stFileUploader"], [data-testid="stElementToolbar"], [data-testid="stPageLink"],
  [data-testid="stTooltipIcon"], [data-testid="stCheckbox"], [role="tablist"], [data-testid="stSelectbox"] button,
  [data-testid="stMultiSelect"] button, [data-testid="stNumberInput"] button,
  [data-testid="stButtonGroup"]:has([data-variant="segmented_control"]), .st-key-pick-instead, .st-key-card-zone,
  .st-key-wide-actors-empty {
    display: none !important;
  }
  /* What is folded stays so, but for the cautions, which go with the figures. */
  [data-testid="stExpander"]:has(> details:not([open])) { display: none; }
  .st-key-remarks [data-testid="stExpander"] { display: block !important; }
  .st-key-remarks details::details-content { content-visibility: visible; display: block; height: auto; }
  .st-key-remarks [data-testid="stExpanderDetails"] {
    height: auto !important; overflow: visible !important; opacity: 1;
  }
  /* A browser cuts what stands in a flow of blocks where it may; it cuts what is laid out as a row anywhere. */
  :where([data-testid="stVerticalBlock"][direction="column"], [data-testid="stLayoutWrapper"]) {
    display: block !important;
  }
  :where([data-testid="stVerticalBlock"][direction="column"]) > * + * { margin-top: .55rem; }
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) {
    display: flex !important; flex-wrap: nowrap !important;
  }
  /* The grid of the network is longer than a page: it has the width of one, and what it tells follows it. */
  [data-testid="stHorizontalBlock"]:has([data-testid="stBidiComponentIsolated"]) { display: block !important; }
  [data-testid="stColumn"]:has([data-testid="stBidiComponentIsolated"]) { width: 100% !important; }
  /* What stands beside a map may be longer than it. */
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] [class*="st-key-tall-"]) {
    display: flow-root !important;
  }
  [data-testid="stColumn"]:has([class*="st-key-tall-"]) { float: left; width: 68% !important; }
  [data-testid="stColumn"]:has([class*="st-key-tall-"]) + [data-testid="stColumn"] {
    width: auto !important; margin-left: 70%;
  }
  [data-testid="stColumn"] { min-width: 0 !important; }
  iframe, canvas, img, [data-testid="stVegaLiteChart"], [data-testid="stDataFrame"], [data-testid="stMetric"],
  [data-testid="stAlert"], [data-testid="stHtml"],
  [data-testid="stExpander"], tr, li, [class*="st-key-tall-"], [class*="st-key-box-"] {
    break-inside: avoid;
  }
  [data-testid="stHtml"]:has(.plain-table), .st-key-remarks [data-testid="stExpander"] { break-inside: auto; }
  :where([data-testid="stColumn"] [data-testid="stLayoutWrapper"]):not(
    :has([data-testid="stLayoutWrapper"], .st-key-remarks), .st-key-remarks *
  ) {
    break-inside: avoid;
  }
  h1, h2, h3, [data-testid="stHeading"] { break-after: avoid; }
  [data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg {
    max-width: 100% !important; height: auto !important;
  }
  [class*="st-key-charts-"] { display: flex !important; flex-flow: row wrap !important; }
  [class*="st-key-charts-"] > * { width: 168px !important; flex: none !important; }
  [class*="st-key-screen-"] { --map-height: 138mm !important; }
  [class*="st-key-tall-"] { height: auto !important; margin: 0; width: 100% !important; }
  [class*="st-key-tall-"] [class*="st-key-legend-"] {
    position: static !important; max-width: none !important; max-height: none !important; box-shadow: none !important;
  }
}
</style>"""
