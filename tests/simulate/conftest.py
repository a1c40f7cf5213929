"""One small register and one at full scale, made once for all tests of the demo register."""

from __future__ import annotations

import pytest

from doorstroom.simulate.demo import DemoRegister, make_demo


@pytest.fixture(scope="session")
def small() -> DemoRegister:
    return make_demo(7, 0.03)


@pytest.fixture(scope="session")
def full() -> DemoRegister:
    return make_demo(1)
