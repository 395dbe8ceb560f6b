"""Runs take turns: few at a time, in their order, and none holds the others up."""

import threading
import time

import pytest

from ui.session.turns import Turns

WAIT_S = 30


def started(turns, order, name, gate):
    inside = threading.Event()

    def run():
        with turns.turn():
            order.append(name)
            inside.set()
            gate.wait(WAIT_S)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread, inside


def until(condition):
    for _ in range(WAIT_S * 100):
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_those_who_wait_go_in_their_order_one_for_each_that_ends():
    turns, order, gates = Turns(at_once=2, place_s=WAIT_S), [], [threading.Event() for _ in range(5)]
    threads = []
    for name, gate in enumerate(gates):
        threads.append(started(turns, order, name, gate))
        assert until(lambda name=name: name < len(order) or len(turns._waiting) == name - 1)
    assert sorted(order) == [0, 1]
    for name in range(3):
        gates[name].set()
        assert threads[name + 2][1].wait(WAIT_S)
        assert order[2:] == list(range(2, name + 3))
    for gate in gates:
        gate.set()
    for thread, _ in threads:
        thread.join(WAIT_S)
    assert not turns._until


def test_a_run_that_lasts_holds_nobody_up():
    turns, order, gate = Turns(at_once=1, place_s=0.02), [], threading.Event()
    threads = [started(turns, order, name, gate) for name in range(3)]
    assert all(inside.wait(WAIT_S) for _, inside in threads)
    gate.set()
    for thread, _ in threads:
        thread.join(WAIT_S)


def test_a_run_that_fails_gives_its_place_back():
    turns = Turns(at_once=1, place_s=WAIT_S)
    with pytest.raises(KeyboardInterrupt), turns.turn():
        raise KeyboardInterrupt
    with turns.turn():
        assert len(turns._until) == 1
