"""What the browser is told of the theme: the same, whether it is read from the settings once or for each run."""

import pytest
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session

from ui.serving.guarded_server import write_theme_once


def _told() -> bytes:
    message = ForwardMsg()
    theme = message.new_session.custom_theme
    app_session._populate_theme_msg(theme)
    for section, part in (("light", theme.light), ("dark", theme.dark), ("sidebar", theme.sidebar)):
        app_session._populate_theme_msg(part, f"theme.{section}")
    return message.SerializeToString(deterministic=True)


def test_the_theme_told_is_the_same_and_its_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    config.get_config_options()
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    before = _told()
    write_theme_once()
    read: list[str] = []
    asked = config.get_options_for_section
    monkeypatch.setattr(config, "get_options_for_section", lambda name: (read.append(name), asked(name))[1])
    assert [_told(), _told()] == [before, before]
    assert read == ["theme", "theme.light", "theme.dark", "theme.sidebar"]
