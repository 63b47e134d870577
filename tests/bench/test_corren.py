"""Every benchmark runs at its smallest size and judges what it measured; no test here looks at a time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import angosto, arbitro, catalogo, corte, escaneo, fold, imagenes, reconstruir, tablero, verificar
from bench.__main__ import PUEBLO, medidas
from bench.medida import Figura, InformeDeMedida, figura_tiempo
from bench.nodo_lleno import carpeta_de_nodo
from bench.nodo_lleno import preparado as nodo_preparado
from central.nodo.cluster import Cluster
from simulacro.carpeta import retirar


@pytest.fixture
def carpeta() -> Iterator[Path]:
    """Where the server's OS user can walk to; its cluster goes away with it."""
    with carpeta_de_nodo(None) as ruta:
        yield ruta


def _limites(informe: InformeDeMedida) -> dict[str, bool | None]:
    return {f.nombre: f.cumple for f in informe.figuras}


def test_el_fold_se_mide_contra_leer_sus_hechos() -> None:
    (figura,) = fold.medir(20).figuras
    assert figura.razon is not None
    assert "json.loads" in figura.base


def test_todo_error_plantado_se_halla_donde_se_planto(carpeta: Path) -> None:
    limites = _limites(catalogo.medir(carpeta, "pueblo", 20, 1))
    assert limites["errores reportados, con archivo, renglón y columna"] is True


def test_un_archivo_generado_y_uno_diez_veces_mayor_concuerdan(tmp_path: Path) -> None:
    nombres = list(_limites(verificar.medir(tmp_path, "pueblo", 1)))
    renglones = [int(n.split()[1]) for n in nombres if n.startswith("verificar ")]
    assert renglones[1] == 10 * renglones[0]


def test_las_actas_se_dibujan_dentro_de_su_peso(tmp_path: Path) -> None:
    assert _limites(imagenes.medir(tmp_path, 3))["peso"] is True


def test_toda_pagina_buena_se_acepta_sola(tmp_path: Path) -> None:
    assert _limites(escaneo.medir(tmp_path, 3))["buenas que se aceptaron solas"] is True


def test_un_nodo_lleno_hace_su_corte_y_se_reconstruye(carpeta: Path) -> None:
    with nodo_preparado(carpeta, "pueblo") as nodo:
        cortes = corte.medir(nodo, carpeta, 40, 5, 1)
        rehecho = reconstruir.medir(nodo.cluster, 1)
        leido = tablero.medir(nodo.cluster, 1)
    assert nodo.hechos == 40 * 4 + 2
    assert cortes.notas[0].startswith("40 actas y 162 hechos firmados")
    assert rehecho.figuras[0].nombre == "reconstruir 202 hechos"  # and the Publicado of each acta
    assert leido.notas[0].startswith("40 actas registradas")


def test_el_arbitro_hace_trabajo_de_cada_imagen(carpeta: Path) -> None:
    try:
        latencias, entregas = arbitro.medir(carpeta, "pueblo", 20.0, 0.5)
    finally:
        Cluster(carpeta / "nodo").borrar()
    assert len(latencias) == len(entregas) == 10


def test_las_cifras_rebasan_a_las_imagenes_en_un_enlace_angosto(carpeta: Path) -> None:
    try:
        informe = angosto.medir(carpeta / "noche", 512, 8, 4.0, carpeta / "cajon")
    finally:
        retirar(carpeta / "noche")
    assert informe.figuras[0].razon is not None


def test_la_noche_entera_se_mide_solo_si_se_pide(tmp_path: Path) -> None:
    sin_noche = [nombre for nombre, _ in medidas(pueblo=False, con_noche=False, nodo=tmp_path)]
    assert [n for n in PUEBLO if n != "noche"] == sin_noche


def test_un_limite_que_no_se_cumple_se_dice(capsys: pytest.CaptureFixture[str]) -> None:
    InformeDeMedida(
        "x", [figura_tiempo("lenta", [3.0, 1.0, 2.5], 2.0, "nada", 0.5), Figura("sin límite", "1")]
    ).imprimir("hoy")
    renglones = capsys.readouterr().out.splitlines()
    assert "| lenta | 2.50 s (1.00–3.00) | ≤ 2 s | NO CUMPLE | nada: 0.500 s | 5.00 |" in renglones
    assert "| sin límite | 1 |  |  |  |  |" in renglones
