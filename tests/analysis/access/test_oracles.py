"""Every floating catchment against a naive loop, written straight from its formula."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.access.cumulative import cumulative
from analysis.access.decay import binary, gaussian, linear, power, stepped
from analysis.access.fca import balanced, modified_huff, three_step, two_step
from analysis.service_area.pairs import travel_pairs
from tests.analysis.access.small_territories import examples, ids, table, territories

DECAYS = [
    binary(threshold_min=30),
    stepped(thresholds_min=[10, 20, 30], weights=[1, 0.68, 0.22]),
    gaussian(sigma_min=25),
    linear(threshold_min=60),
    power(exponent=1.5, cutoff_min=60),
]


def weights(minutes, decay):
    return [[0.0 if np.isnan(m) else float(decay(np.array([m]))[0]) for m in row] for row in minutes]


def naive_two_step(p, s, w):
    places, actors = range(len(p)), range(len(s))
    ratio = []
    for j in actors:
        demand = sum(p[i] * w[i][j] for i in places)
        ratio.append(s[j] / demand if demand > 0 else 0.0)
    return [sum(ratio[j] * w[i][j] for j in actors) for i in places]


def naive_three_step(p, s, w):
    places, actors = range(len(p)), range(len(s))
    g = [[w[i][j] / sum(w[i]) if sum(w[i]) > 0 else 0.0 for j in actors] for i in places]
    ratio = []
    for j in actors:
        demand = sum(g[i][j] * w[i][j] * p[i] for i in places)
        ratio.append(s[j] / demand if demand > 0 else 0.0)
    return [sum(g[i][j] * w[i][j] * ratio[j] for j in actors) for i in places]


def naive_modified_huff(p, s, w):
    places, actors = range(len(p)), range(len(s))
    h = []
    for i in places:
        pull = sum(s[j] * w[i][j] for j in actors)
        h.append([s[j] * w[i][j] / pull if pull > 0 else 0.0 for j in actors])
    ratio = []
    for j in actors:
        demand = sum(p[i] * h[i][j] for i in places)
        ratio.append(s[j] / demand if demand > 0 else 0.0)
    return [sum(h[i][j] * w[i][j] * ratio[j] for j in actors) for i in places]


def naive_balanced(p, s, w):
    places, actors = range(len(p)), range(len(s))
    row = [sum(w[i]) for i in places]
    column = [sum(w[i][j] for i in places) for j in actors]
    ratio = []
    for j in actors:
        demand = sum(p[i] * w[i][j] / row[i] for i in places if row[i] > 0)
        ratio.append(s[j] / demand if demand > 0 else 0.0)
    return [sum(ratio[j] * w[i][j] / column[j] for j in actors if column[j] > 0) for i in places]


MEASURES = [
    (two_step, naive_two_step),
    (three_step, naive_three_step),
    (modified_huff, naive_modified_huff),
    (balanced, naive_balanced),
]


@pytest.mark.parametrize(("measure", "naive"), MEASURES, ids=lambda f: f.__name__)
@examples
@given(territory=territories(), decay=st.sampled_from(DECAYS))
def test_measure_equals_the_naive_loop(measure, naive, territory, decay):
    minutes, births, places_offered = territory
    got = measure(table(minutes), births, places_offered, decay=decay)
    expected = naive(births.tolist(), places_offered.tolist(), weights(minutes, decay))
    np.testing.assert_allclose(got.places["access"], expected, rtol=1e-9, atol=1e-12)
    assert list(got.places.index) == list(births.index)


@pytest.mark.parametrize(("measure", "naive"), MEASURES, ids=lambda f: f.__name__)
@examples
@given(territory=territories(unknown=True), decay=st.sampled_from(DECAYS))
def test_unknowns_are_left_out_of_the_naive_loop_too(measure, naive, territory, decay):
    minutes, births, places_offered = territory
    if births.isna().all() or places_offered.isna().all():
        return
    got = measure(table(minutes), births, places_offered, decay=decay, unknown="exclude")
    known = places_offered.notna().to_numpy()
    w = np.array(weights(minutes, decay))
    expected = naive(births.fillna(0).tolist(), places_offered[known].tolist(), w[:, known].tolist())
    np.testing.assert_allclose(got.places["access"], expected, rtol=1e-9, atol=1e-12)
    assert got.places["actors_reached"].tolist() == (w[:, known] > 0).sum(axis=1).tolist()
    assert got.places["actors_not_known"].tolist() == (w[:, ~known] > 0).sum(axis=1).tolist()
    assert list(got.unknown_supply) == list(places_offered.index[~known])
    assert list(got.unknown_demand) == list(births.index[births.isna()])


@examples
@given(territory=territories(), decay=st.sampled_from(DECAYS))
def test_three_step_with_a_selection_of_its_own(territory, decay):
    minutes, births, places_offered = territory
    chooses = gaussian(sigma_min=40)
    got = three_step(table(minutes), births, places_offered, decay=decay, selection=chooses)
    w, v = np.array(weights(minutes, decay)), np.array(weights(minutes, chooses))
    total = v.sum(axis=1, keepdims=True)
    g = np.divide(v, total, out=np.zeros_like(v), where=total > 0)
    demand = births.to_numpy() @ (g * w)
    ratio = np.divide(places_offered.to_numpy(), demand, out=np.zeros_like(demand), where=demand > 0)
    np.testing.assert_allclose(got.places["access"], (g * w) @ ratio, rtol=1e-9, atol=1e-12)


@examples
@given(territory=territories(), decay=st.sampled_from(DECAYS))
def test_cumulative_equals_the_naive_sum(territory, decay):
    minutes, _, places_offered = territory
    places = ids("p", minutes.shape[0])
    got = cumulative(table(minutes), places_offered, decay=decay, places=places)
    expected = np.array(weights(minutes, decay)) @ places_offered.to_numpy()
    np.testing.assert_allclose(got["reachable"], expected, rtol=1e-9, atol=1e-12)


@examples
@given(territory=territories(), order=st.permutations(DECAYS))
def test_prepared_pairs_answer_for_many_parameters(territory, order):
    minutes, births, places_offered = territory
    pairs = travel_pairs(table(minutes), places=births.index, actors=places_offered.index)
    for decay in order:
        prepared = two_step(pairs, births, places_offered, decay=decay).places["access"]
        expected = naive_two_step(births.tolist(), places_offered.tolist(), weights(minutes, decay))
        np.testing.assert_allclose(prepared, expected, rtol=1e-9, atol=1e-12)
