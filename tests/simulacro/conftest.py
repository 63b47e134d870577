"""A centre to join nodes to, as the tests of sites have it."""

from tests.central.sitios.conftest import sitios as sitios
