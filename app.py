"""The entry point of the app: ``maillage app``, or ``streamlit run app.py``.

Streamlit imports this file once, to find what it serves, then runs it for every visitor.
"""

from pathlib import Path

if __name__ == "__main__":
    from ui.app import main

    main()
else:
    from streamlit.starlette import App

    from ui.serving.door import doors

    app = App(__file__, middleware=doors(Path(__file__).resolve()))
