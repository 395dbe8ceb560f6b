"""The colours of the maps: told apart by colour-blind readers, and in order once printed in grey."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest

from ui.drawing.actor_marks import FAMILY_COLOURS
from ui.drawing.map_classes import COVERED, NO_DATA, SEQUENTIAL, UNCOVERED
from ui.drawing.map_overlays import POINT_COLOURS, SOFT
from ui.screens.planning.proposal_maps import CHANGE

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
# fmt: off
SEEN = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868],
         [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968],
         [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779],
         [-0.078411, 0.930809, 0.147602],
         [0.004733, 0.691367, 0.303900]]),
}
# fmt: on
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ @ np.ones(3)


def lab(colour: str, seen: np.ndarray) -> np.ndarray:
    """Return a colour of the screen, as it is seen, in CIE L*a*b*."""
    code = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4)
    ratio = TO_XYZ @ np.clip(seen @ linear, 0, 1) / WHITE
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def ciede2000(one: np.ndarray, other: np.ndarray) -> float:
    """Return how far two colours are (Sharma, Wu and Dalal, 2005)."""
    chroma = np.hypot(*np.array([one[1:], other[1:]]).T).mean()
    g = 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25**7)))
    a, b = np.array([one[1], other[1]]) * (1 + g), np.array([one[2], other[2]])
    c, h = np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360
    turn = 0.0 if c.prod() == 0 else (h[1] - h[0] + 180) % 360 - 180
    d_light, d_chroma = other[0] - one[0], c[1] - c[0]
    d_hue = 2 * np.sqrt(c.prod()) * np.sin(np.radians(turn / 2))
    light, mean_c = (one[0] + other[0]) / 2, c.mean()
    if c.prod() == 0:
        hue = h.sum()
    else:
        hue = h.mean() if abs(h[0] - h[1]) <= 180 else (h.sum() + (360 if h.sum() < 360 else -360)) / 2
    t = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.2 * np.cos(np.radians(4 * hue - 63))
    )
    s_light = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    s_chroma, s_hue = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    turned = 30 * np.exp(-(((hue - 275) / 25) ** 2))
    r = -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * np.sin(np.radians(2 * turned))
    terms = d_light / s_light, d_chroma / s_chroma, d_hue / s_hue
    return float(np.sqrt(sum(term**2 for term in terms) + r * terms[1] * terms[2]))


def nearest(colours: Sequence[str], seen: np.ndarray, *, adjacent: bool) -> float:
    pairs = pairwise(colours) if adjacent else combinations(colours, 2)
    return min(ciede2000(lab(one, seen), lab(other, seen)) for one, other in pairs)


def test_the_distance_is_the_published_one():
    """Pairs 1, 7 and 25 of Sharma, Wu and Dalal's table."""
    for one, other, known in (
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert ciede2000(np.array(one, float), np.array(other, float)) == pytest.approx(known, abs=1e-4)


@pytest.mark.parametrize("sight", SEEN)
def test_the_classes_of_a_map_are_told_apart_by_everybody(sight):
    seen = SEEN[sight]
    assert nearest(SEQUENTIAL, seen, adjacent=True) > 8
    assert nearest([*SEQUENTIAL, NO_DATA], seen, adjacent=False) > 6
    assert ciede2000(lab(COVERED, seen), lab(UNCOVERED, seen)) > 20
    assert nearest(POINT_COLOURS[:5], seen, adjacent=True) > 7
    assert nearest(CHANGE, seen, adjacent=True) > 6
    assert nearest(list(FAMILY_COLOURS.values()), seen, adjacent=False) > 12
    assert nearest(SOFT, seen, adjacent=False) > 8


def test_once_printed_in_grey_the_classes_stay_in_order():
    def light(colours: Sequence[str]) -> np.ndarray:
        return np.array([lab(colour, SEEN["everybody"])[0] for colour in colours])

    assert (np.diff(light(SEQUENTIAL)) < -8).all()
    assert (np.diff(light(POINT_COLOURS[:4])) > 8).all()
    assert (np.diff(light(CHANGE[:4])) > 4).all()
    assert (np.diff(light(CHANGE[3:])) < -4).all()
    assert light([UNCOVERED])[0] - light([COVERED])[0] > 20
    assert (100 - light(list(FAMILY_COLOURS.values())) > 35).all(), "dark on every class"
