"""A cluster that is not to be had: no address, nobody there, no workers, no memory, no Dask; each is a sentence."""

import gc
import threading

import pytest

from geo.errors import BadInputError, StoreError, TooLargeError
from tests.ui.terminal import ran
from ui import cluster as cluster_door
from ui.cluster import cluster


@pytest.mark.parametrize("address", ["local:0", "local:x", "local:65", "nowhere://1", "tcp://"])
def test_what_is_no_address_is_told(address, monkeypatch):
    monkeypatch.setattr(cluster_door, "ANSWER_S", 1.0)
    with pytest.raises(BadInputError, match=r"cluster-(bad-address|no-answer)"), cluster(address):
        pass


def test_an_address_where_nobody_answers_is_told(monkeypatch):
    monkeypatch.setattr(cluster_door, "ANSWER_S", 1.0)
    with pytest.raises(BadInputError, match="cluster-no-answer"):
        ran("compare", "ain", "--cluster", "tcp://127.0.0.1:9")


def test_who_found_nobody_may_ask_again(monkeypatch):
    """What the first left behind is collected while the second starts, at the worst moment."""
    from distributed import utils  # noqa: PLC0415

    class Collecting(utils._CollectErrorThread):
        def __init__(self, *given, **more):
            gc.collect()
            super().__init__(*given, **more)

    told = []

    def ask():
        for address in ("nowhere://1", "tcp://", "tcp://127.0.0.1:9", "tcp://127.0.0.1:9"):
            try:
                with cluster(address):
                    pass
            except BadInputError as error:
                told.append(str(error))

    monkeypatch.setattr(cluster_door, "ANSWER_S", 1.0)
    monkeypatch.setattr(utils, "_CollectErrorThread", Collecting)
    asking = threading.Thread(target=ask, daemon=True)
    gc.disable()
    try:
        asking.start()
        asking.join(60)
    finally:
        gc.enable()
    assert len(told) == 4


def test_a_scheduler_without_workers_is_told(monkeypatch, tmp_path):
    import distributed  # noqa: PLC0415

    monkeypatch.setattr(cluster_door, "ANSWER_S", 2.0)
    with (
        cluster_door._quiet(),
        distributed.LocalCluster(
            n_workers=0, host="127.0.0.1", dashboard_address=None, local_directory=tmp_path
        ) as bare,
        pytest.raises(StoreError, match="cluster-no-worker"),
        cluster(bare.scheduler_address),
    ):
        pass


def test_more_workers_than_memory_holds_are_refused_before_they_start(monkeypatch):
    monkeypatch.setattr(cluster_door, "free_memory_bytes", lambda: 2_000_000_000)
    with pytest.raises(TooLargeError) as raised, cluster("local:3"):
        pass
    assert raised.value.values == {"workers": 3, "fits": 2}


def test_without_dask_the_way_to_have_it_is_told(monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(cluster_door, "import_module", absent)
    with pytest.raises(BadInputError, match="cluster-packages"), cluster("local"):
        pass
