"""The entry point of the app: ``maillage app``, or ``streamlit run app.py``."""

from ui.app import main

main()
