"""The entry point of the app: ``maillage app``, or ``streamlit run app.py``.

Streamlit imports this file once, to find what it serves, then runs it for every visitor.
"""

from pathlib import Path

if __name__ == "__main__":
    from ui.app import main

    main()
else:
    from streamlit.starlette import App

    from ui.serving.guarded_server import doors
    from ui.session.failures import show_script_error

    app = App(__file__, middleware=doors(Path(__file__).resolve()), on_script_error=show_script_error)
