"""How it is shown: Streamlit screens, command line, reports, texts in French and English."""
