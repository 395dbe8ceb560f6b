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
  [data-testid="stFileUploader"], [data-testid="stElementToolbar"], [data-testid="stPageLink"] {
    display: none !important;
  }
  iframe, canvas, img, [data-testid="stVegaLiteChart"], [data-testid="stDataFrame"], [data-testid="stMetric"],
  [data-testid="stAlert"], [data-testid="stHtml"],
  [data-testid="stExpander"], tr, li, [class*="st-key-tall-"], [class*="st-key-box-"] {
    break-inside: avoid;
  }
  h1, h2, h3, [data-testid="stHeading"] { break-after: avoid; }
  [data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg {
    max-width: 100% !important; height: auto !important;
  }
  [class*="st-key-charts-"] { display: flex !important; flex-flow: row wrap !important; }
  [class*="st-key-charts-"] > * { width: 168px !important; flex: none !important; }
  [class*="st-key-screen-"] { --map-height: 130mm !important; }
}
</style>"""
