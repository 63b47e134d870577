"""A cut from the base to the public folder: what goes out, what is chained, what stays."""

import json

from central.corte.comprobar import comprobar
from central.verificar.verificar import verificar_archivo
from tests.central.corte.apoyo import lineas_csv
from tests.central.corte.escena import ACTAS, Cortes


def test_the_first_cut_shows_what_is_verified_and_a_dash_for_the_rest(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0], votos=7)
    cortes.imagen(ACTAS[1])
    hecho = cortes.cortar()
    assert (hecho.numero, hecho.actas, hecho.en_revision) == (1, 1, 0)
    assert hecho.resumenes["GUB"]["ACTAS_REGISTRADAS"] == "1"
    assert hecho.resumenes["GUB"]["ACTAS_ESPERADAS"] == "21"
    assert len(lineas_csv(hecho.carpeta)) == 7 + 21
    assert (cortes.salida / "actual").resolve() == hecho.carpeta
    assert comprobar(cortes.salida).fallas == ()


def test_the_zip_of_a_cut_verifies_with_the_verifier(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0])
    hecho = cortes.cortar()
    for ruta in hecho.carpeta.glob("*.zip"):
        assert all(r.concuerda and not r.hallazgos for r in verificar_archivo(ruta))


def test_each_cut_is_chained_to_the_one_before(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0])
    uno = cortes.cortar()
    cortes.verificada(ACTAS[1])
    dos = cortes.cortar()
    manifiesto = json.loads((dos.carpeta / "manifiesto.json").read_text())
    assert manifiesto["anterior"] == uno.sha256
    assert manifiesto["cadenas"][0]["n"] > json.loads((uno.carpeta / "manifiesto.json").read_text())["cadenas"][0]["n"]
    assert (cortes.salida / "actual").resolve() == dos.carpeta
    assert comprobar(cortes.salida).cortes == 2
    assert comprobar(cortes.salida).fallas == ()


def test_an_acta_is_published_once_as_a_fact(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0])
    cortes.cortar()
    cortes.verificada(ACTAS[1])
    cortes.cortar()
    cortes.escena.correr()
    filas = cortes.base.dueno("SELECT acta, corte, fuente FROM prep.publicado ORDER BY corte")
    assert filas == [(ACTAS[0], 1, "CATD"), (ACTAS[1], 2, "CATD")]
    cortes.cortar()
    assert cortes.base.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'PUBLICADO'") == [(2,)]


def test_an_unchanged_row_is_taken_from_the_last_cut_and_a_sample_of_them_folded_again(cortes: Cortes) -> None:
    for acta in ACTAS[:6]:
        cortes.verificada(acta)
    uno = cortes.cortar()
    dos = cortes.cortar()
    assert lineas_csv(uno.carpeta)[6:] == lineas_csv(dos.carpeta)[6:]
    assert cortes.base.dueno("SELECT DISTINCT corte FROM prep.corte_fila") == [(1,)]


def test_without_any_fact_the_cut_says_zero(cortes: Cortes) -> None:
    hecho = cortes.cortar()
    assert hecho.resumenes["GUB"]["PORCENTAJE_ACTAS_CAPTURADAS"] == "0.0000"
    assert hecho.actas == 0
