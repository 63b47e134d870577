"""The drawn actas that the tests of devices share."""

import pytest

from tests.devices.actas import Actas, actas_de_pueblo


@pytest.fixture(scope="session")
def actas(tmp_path_factory: pytest.TempPathFactory) -> Actas:
    return actas_de_pueblo(tmp_path_factory.mktemp("pueblo-actas"))
