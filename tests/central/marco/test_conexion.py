"""The commands open the folder's node themselves, leave it as they found it, and never answer with a traceback."""

from pathlib import Path

import pytest

from central.__main__ import principal
from central.nodo.cluster import Cluster
from central.nodo.personas import OperadorNuevo
from central.nodo.preparar import preparar
from prep.domain.catalogo.catalogo import CCV
from tests.central.conftest import LLAVE_CENTRO, catalogo


def _en_marcha(cluster: Cluster) -> bool:
    return cluster.en_marcha


def test_una_carpeta_sin_nodo_se_dice_y_no_se_toca(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for orden in (["estado"], ["liberar", "X"], ["fase", "ceros"], ["sin-acta", "revertir", "X", "--motivo", "x"]):
        assert principal([*orden, "--datos", str(tmp_path)]) == 2
        dicho = capsys.readouterr().err
        assert "no hay un nodo preparado" in dicho and "Traceback" not in dicho
    assert list(tmp_path.iterdir()) == []


def test_un_nodo_apagado_se_enciende_para_la_orden_y_se_vuelve_a_apagar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    centro = OperadorNuevo("centro", "CENTRO", LLAVE_CENTRO.publica, "{}", (), CCV)
    cluster = Cluster(tmp_path)
    try:
        with cluster:
            preparar(cluster, catalogo(), [centro], [])
            assert principal(["estado", "--datos", str(tmp_path)]) == 0
            assert _en_marcha(cluster)  # it was running: only its starter stops it
        assert not _en_marcha(cluster)
        assert principal(["estado", "--datos", str(tmp_path)]) == 0
        assert capsys.readouterr().out.count("SIMULACRO") == 2
        assert not _en_marcha(cluster)
    finally:
        cluster.borrar()
