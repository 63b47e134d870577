"""A cut from the base to the public folder: what goes out, what is chained, what stays."""

import json
import re
import shutil
from html import unescape

from central.corte.comprobar import comprobar
from central.verificar.verificar import verificar_archivo
from tests.central.corte.apoyo import lineas_csv
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.firmado.test_envolturas import PROGRAMAS, correr


def test_el_primer_corte_muestra_lo_verificado_y_un_guion_en_lo_demas(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0], votos=7)
    cortes.imagen(ACTAS[1])
    hecho = cortes.cortar()
    assert (hecho.numero, hecho.actas, hecho.en_revision) == (1, 1, 0)
    assert hecho.resumenes["GUB"]["ACTAS_REGISTRADAS"] == "1"
    assert hecho.resumenes["GUB"]["ACTAS_ESPERADAS"] == "21"
    assert len(lineas_csv(hecho.carpeta)) == 7 + 21
    assert (cortes.salida / "actual").resolve() == hecho.carpeta
    assert comprobar(cortes.salida).fallas == ()


def test_las_ordenes_que_dice_la_pagina_comprueban_el_corte_en_su_carpeta(cortes: Cortes) -> None:
    """As whoever reads it would type them; and they say no to another manifest."""
    carpeta = cortes.cortar().carpeta
    dichas = re.findall("<pre><code>(.*?)</code></pre>", (carpeta / "index.html").read_text(), re.DOTALL)
    assert len(dichas) == len(PROGRAMAS)
    puestas = [unescape(d) for d, p in zip(dichas, PROGRAMAS.values(), strict=True) if shutil.which(p)]
    assert [correr(orden, carpeta)[0] for orden in puestas] == [0] * len(puestas)
    (carpeta / "manifiesto.json").write_bytes((carpeta / "manifiesto.json").read_bytes() + b"\n")
    assert all(correr(orden, carpeta)[0] for orden in puestas)


def test_el_zip_de_un_corte_concuerda_para_el_verificador(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0])
    hecho = cortes.cortar()
    for ruta in hecho.carpeta.glob("*_PREP_*.zip"):
        assert all(r.concuerda and not r.hallazgos for r in verificar_archivo(ruta))


def test_cada_corte_se_encadena_al_anterior(cortes: Cortes) -> None:
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


def test_un_acta_se_publica_una_vez_como_hecho(cortes: Cortes) -> None:
    cortes.verificada(ACTAS[0])
    cortes.cortar()
    cortes.verificada(ACTAS[1])
    cortes.cortar()
    cortes.escena.correr()
    filas = cortes.base.dueno("SELECT acta, corte, fuente FROM prep.publicado ORDER BY corte")
    assert filas == [(ACTAS[0], 1, "CATD"), (ACTAS[1], 2, "CATD")]
    cortes.cortar()
    assert cortes.base.dueno("SELECT count(*) FROM prep.hecho WHERE tipo = 'PUBLICADO'") == [(2,)]


def test_lo_igual_viene_del_ultimo_corte_y_una_muestra_se_vuelve_a_plegar(cortes: Cortes) -> None:
    for acta in ACTAS[:6]:
        cortes.verificada(acta)
    uno = cortes.cortar()
    dos = cortes.cortar()
    assert lineas_csv(uno.carpeta)[6:] == lineas_csv(dos.carpeta)[6:]
    assert cortes.base.dueno("SELECT DISTINCT corte FROM prep.corte_fila") == [(1,)]


def test_sin_ningun_hecho_el_corte_dice_cero(cortes: Cortes) -> None:
    hecho = cortes.cortar()
    assert hecho.resumenes["GUB"]["PORCENTAJE_ACTAS_CAPTURADAS"] == "0.0000"
    assert hecho.actas == 0
