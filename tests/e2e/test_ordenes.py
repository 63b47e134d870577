"""The centre's orders one after another, as an administrator gives them from the terminal, on a node of their own."""

import json
from pathlib import Path

import pytest

from central.__main__ import principal
from central.nodo.cluster import Cluster
from simulacro.__main__ import principal as simulacro


def test_de_los_archivos_a_la_puesta_en_ceros_y_al_estado(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archivos, datos = str(tmp_path / "archivos"), str(tmp_path / "nodo")
    with Cluster(tmp_path / "nodo") as cluster:
        try:
            assert simulacro(["pueblo", archivos, "--escala", "pueblo"]) == 0
            assert principal(["catalogo", "importar", archivos, "--proceso", "PRUEBA-1", "--datos", datos]) == 0
            assert principal(["fase", "abrir", "--datos", datos]) == 3, "no se abre antes de la puesta en ceros"
            assert principal(["fase", "ceros", "--datos", datos]) == 0
            assert len(list((tmp_path / "nodo" / "documentos").glob("PRUEBA-1_ceros_*.pdf"))) == 1
            assert principal(["fase", "ceros", "--datos", datos]) == 3
            capsys.readouterr()
            assert principal(["estado", "--json", "--datos", datos]) == 0
            estado = json.loads(capsys.readouterr().out)
            assert (estado["proceso"], estado["fase"], estado["real"]) == ("PRUEBA-1", "ceros", False)
            assert principal(["liberar", "GUB-nada", "--datos", datos]) == 2
            assert principal(["corte", "publicar", "--datos", datos, "--salida", str(tmp_path / "salida")]) == 3
            assert "antes pase de fase con «prep fase publicar»" in capsys.readouterr().err
            assert not (tmp_path / "salida" / "actual").exists()
        finally:
            cluster.borrar()
