"""One machine at a time; a machine that was killed or cut off holds nobody up for long, and does no harm later."""

from __future__ import annotations

import threading
import time

import pytest

from maracdash.model.errors import StorageError
from maracdash.store.storages import addresses, leases
from maracdash.store.storages.leases import take_lease
from maracdash.store.storages.storage import SharedFiles

EXPIRY_SECONDS = 6.0
"""Long beside a renewal, so that a machine that is busy for a moment loses none."""
SOON_SECONDS = 1.0
PATIENCE_SECONDS = 120


@pytest.fixture
def shared(storage_address: str, monkeypatch: pytest.MonkeyPatch) -> SharedFiles:
    monkeypatch.setattr(leases, "EXPIRY_SECONDS", EXPIRY_SECONDS)
    monkeypatch.setattr(leases, "RENEWAL_SECONDS", 0.2)
    monkeypatch.setattr(leases, "LOOK_SECONDS", 0.05)
    return addresses.open_files(storage_address)


def test_a_second_one_waits_until_it_is_given_back(shared: SharedFiles) -> None:
    first, order = take_lease(shared, PATIENCE_SECONDS), []

    def wait() -> None:
        second = take_lease(shared, PATIENCE_SECONDS)
        order.append("second")
        second.give_back()

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(EXPIRY_SECONDS + 1)  # longer than a lease lasts that is not renewed
    first.check()
    order.append("first")
    first.give_back()
    waiting.join()
    assert order == ["first", "second"]


def test_many_take_it_one_after_the_other(shared: SharedFiles) -> None:
    holders, most = [], []

    def work() -> None:
        lease = take_lease(shared, PATIENCE_SECONDS)
        holders.append(lease)
        most.append(len(holders))
        time.sleep(0.05)
        holders.remove(lease)
        lease.give_back()

    workers = [threading.Thread(target=work) for _ in range(5)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert most == [1] * 5


def test_one_that_is_renewed_no_more_is_taken_over_and_its_holder_learns_it(
    shared: SharedFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = take_lease(shared, PATIENCE_SECONDS)
    killed._ended.set()
    killed._renewing.join()
    with monkeypatch.context() as waiting:
        waiting.setattr(leases, "EXPIRY_SECONDS", SOON_SECONDS)  # nobody renews it, however busy the machine is
        begun = time.monotonic()
        taken = take_lease(shared, PATIENCE_SECONDS)
        assert time.monotonic() - begun >= SOON_SECONDS
        with pytest.raises(StorageError, match=r"another machine may be loading data. Nothing was kept"):
            killed.check()
    taken.check()
    killed.give_back()
    taken.check()
    taken.give_back()


def test_whoever_does_no_step_for_long_renews_no_more(shared: SharedFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "STANDSTILL_SECONDS", 1.0)
    stuck = take_lease(shared, PATIENCE_SECONDS)
    taken = take_lease(shared, PATIENCE_SECONDS)
    with pytest.raises(StorageError, match="another machine"):
        stuck.check()
    stuck.give_back()
    taken.give_back()


def test_one_that_somebody_took_is_lost_at_the_next_renewal(shared: SharedFiles) -> None:
    lease = take_lease(shared, PATIENCE_SECONDS)
    shared.replace(leases.LEASE_FILE, b'{"holder": "another"}')
    lease._renewing.join(PATIENCE_SECONDS)
    with pytest.raises(StorageError, match="another machine"):
        lease.check()
    lease.give_back()
    held = shared.read(leases.LEASE_FILE)
    assert held
    assert held.content == b'{"holder": "another"}'


def test_patience_ends_with_a_sentence(shared: SharedFiles) -> None:
    lease = take_lease(shared, PATIENCE_SECONDS)
    with pytest.raises(StorageError, match=r"for ten minutes. Nothing was changed"):
        take_lease(shared, 0.5)
    lease.give_back()
