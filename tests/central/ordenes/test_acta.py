"""`prep acta` on a real node: the acta that people say, what is known of it, its findings, and never a blind figure."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from central.__main__ import principal
from central.mando import liberar
from central.tablero.ficha.palabras import QUE_SIGUE
from prep.domain.catalogo.catalogo import TipoCasilla
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.hechos.hechos import Acopio, Captura, Fuente, Imagen, Incidencia
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.tabla import regla
from prep.domain.vida.estado import Etapa
from tests.central.conftest import ESTACION, LLAVE_CENTRO, OPERADOR, Mando, clave
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.ordenes.test_corte import en_su_base
from tests.store import ejemplos, estados

__all__ = ["en_su_base"]
HUELLA = "a" * 64
TOMAR = (
    "UPDATE prep.trabajo SET operador = 'beto', estacion = 'est-01-1', toma = gen_random_uuid(),"
    " expira = clock_timestamp() + interval '40 s' WHERE acta = %s AND terminado IS NULL"
)


def pagina(mando: Mando, capsys: pytest.CaptureFixture[str], *dicha: str, codigo: int = 0) -> str:
    capsys.readouterr()
    assert mando.correr("acta", *dicha) == codigo
    return capsys.readouterr().out


def ficha(mando: Mando, capsys: pytest.CaptureFixture[str], *dicha: str, codigo: int = 0) -> dict[str, Any]:
    leida: dict[str, Any] = json.loads(pagina(mando, capsys, *dicha, "--json", codigo=codigo))
    return leida


def negada(mando: Mando, capsys: pytest.CaptureFixture[str], *dicha: str) -> str:
    assert mando.correr("acta", *dicha) == 2
    salida = capsys.readouterr()
    assert salida.out == ""
    return salida.err


@pytest.mark.parametrize(
    "dicha",
    [
        (clave(3, "DIP_LOC"),), (clave(3, "DIP_LOC").lower(),), ("3", "B1", "DIP"), ("0003 B01 DIP_LOC",),
        ("dip_loc 3 b",), (texto_etiqueta(ejemplos.PROCESO, clave(3, "DIP_LOC")),), ("090003B0100A03",),
    ],
)  # fmt: skip
def test_el_acta_se_dice_por_su_clave_su_etiqueta_o_como_la_dice_la_gente(
    mando: Mando, capsys: pytest.CaptureFixture[str], dicha: tuple[str, ...]
) -> None:
    leida = ficha(mando, capsys, *dicha)
    assert leida["clave"] == clave(3, "DIP_LOC") and leida["casilla"] == "3 B1"
    assert (leida["etapa"], leida["centro"], leida["hechos"], leida["publicada"]) == ("ESPERADA", "01", [], None)


@pytest.mark.parametrize(
    ("dicha", "dice"),
    [
        ("3 B1", "«3 B1» es más de un acta. Diga cuál: 3 B1 GUB, 3 B1 DIP."),
        ("3 C2 GUB", "No hay un acta «3 C2 GUB» aquí. De la sección 0003 hay: 3 B1 GUB, 3 B1 DIP."),
        ("9999 B1", "Aquí no hay actas de la sección 9999."),
        ("GUB-001-0003-B01-0-A02-2", "¿Quiso decir GUB-001-0003-B01-0-A02-1"),
        ("nada que ver", "«nada que ver» no dice qué acta es: no es una etiqueta del PREP ni una casilla."),
        ("  ", "Diga qué acta"),
        (texto_etiqueta("otro", clave(3)), "es del proceso «OTRO»"),
    ],
)
def test_lo_que_no_nombra_un_acta_se_dice_con_las_que_pueden_ser(
    mando: Mando, capsys: pytest.CaptureFixture[str], dicha: str, dice: str
) -> None:
    assert dice in negada(mando, capsys, dicha)


def test_dice_quien_la_tiene_sus_hechos_en_orden_y_ni_una_cifra_capturada(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    suya = clave(1)
    mando.entregar(suya, Acopio("01", "D"))
    mando.entregar(suya, Imagen(HUELLA, "ESCANER", "01"))
    mando.entregar(suya, Captura(1, HUELLA, (987_654,) * 11, "ACTA PREP", suya))
    mando.procesar()
    mando.filas(TOMAR, suya)
    leida = ficha(mando, capsys, suya)
    assert [h["tipo"] for h in leida["hechos"]] == ["ACOPIO", "IMAGEN", "CAPTURA"]
    assert [(h["operador"], h["estacion"]) for h in leida["hechos"]] == [(OPERADOR, ESTACION)] * 3
    assert leida["etapa"] == "EN_CAPTURA" and [t["operador"] for t in leida["tomada"]] == ["beto"]
    assert "falta otra persona" in leida["que_sigue"][0] and "«prep liberar" in leida["que_sigue"][1]
    dicha = pagina(mando, capsys, suya)
    assert f"Captura, ronda 1: beto en {ESTACION}" in dicha and "Publicada: todavía no" in dicha
    assert "987654" not in dicha + json.dumps(leida)


def test_lo_grave_va_primero_con_su_hecho_y_el_codigo_es_3(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    suya = clave(1)
    for cuerpo in (Acopio("01", "D"), Acopio("01", "F"), Imagen(HUELLA, "MOVIL", "01")):
        mando.entregar(suya, cuerpo)
    mando.procesar()
    leida = ficha(mando, capsys, suya, codigo=3)
    assert [(h["codigo"], h["gravedad"], h["hecho"]) for h in leida["hallazgos"]] == [
        ("H-07", "GRAVE", "IMAGEN"),
        ("H-12", "ATENDER", "ACOPIO"),
    ]
    dicha = pagina(mando, capsys, suya, codigo=3)
    assert f"GRAVE: {regla('H-07').texto}\n      imagen de {OPERADOR} en {ESTACION}, " in dicha
    assert dicha.index("GRAVE") < dicha.index("ATENDER") and "Tiene avisos graves" in dicha


def test_cada_hallazgo_se_dice_con_sus_palabras_en_orden_de_gravedad(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    estados.con_hallazgos(mando.nodo, clave(1), CodigoHallazgo)
    leida = ficha(mando, capsys, clave(1), codigo=3)
    assert sorted(h["codigo"] for h in leida["hallazgos"]) == sorted(CodigoHallazgo)
    gravedades = [regla(h["codigo"]).gravedad for h in leida["hallazgos"]]
    assert gravedades == sorted(gravedades)
    dicha = pagina(mando, capsys, clave(1), codigo=3)
    for codigo in CodigoHallazgo:
        assert f"{regla(codigo).gravedad.name}: {regla(codigo).texto}\n" in dicha


def test_un_incidente_lleva_las_palabras_de_su_codigo_y_lo_que_se_escribio(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    mando.entregar(clave(1), Incidencia(liberar.CODIGO, "lo tenía beto"))
    mando.procesar()
    leida = ficha(mando, capsys, clave(1))
    assert [(h["codigo"], h["incidente"], h["gravedad"]) for h in leida["hallazgos"]] == [
        ("H-38", liberar.CODIGO, "CONSTA")
    ]
    dicha = pagina(mando, capsys, clave(1))
    assert regla(liberar.CODIGO).texto in dicha and "lo tenía beto" in dicha


def test_lo_apartado_y_las_alarmas_del_acta_se_dicen(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.entregar(clave(1), Acopio("01", "D"))
    assert ficha(mando, capsys, clave(1))["por_procesar"] == 1
    mando.filas("INSERT INTO prep.cuarentena (hecho, razon) SELECT id, 'la firma no es de esa persona' FROM prep.hecho")
    mando.filas("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('CUARENTENA', %s, 'Se apartó.')", clave(1))
    mando.procesar()
    leida = ficha(mando, capsys, clave(1))
    assert leida["hechos"][0]["cuarentena"] == "la firma no es de esa persona"
    assert [a["codigo"] for a in leida["alarmas"]] == ["CUARENTENA"]
    dicha = pagina(mando, capsys, clave(1))
    assert f"acopio: la firma no es de esa persona\n      {OPERADOR} en {ESTACION}" in dicha
    assert "Atienda sus alarmas" in dicha and "\nHechos" not in dicha


def test_una_publicada_dice_su_corte_y_sus_cifras(en_su_base: Cortes, capsys: pytest.CaptureFixture[str]) -> None:
    en_su_base.verificada(ACTAS[0], votos=7)
    en_su_base.cortar()
    en_su_base.escena.correr()
    assert principal(["acta", ACTAS[0], "--datos", str(en_su_base.datos)]) == 0
    dicha = capsys.readouterr().out
    assert "Publicada: sí, en el corte 1" in dicha and "PAN 7 · PRI 7" in dicha and "CONTABILIZADA 1" in dicha
    assert "por primera vez, en el corte 1" in dicha and "No le falta nada." in dicha
    assert principal(["acta", ACTAS[0], "--json", "--datos", str(en_su_base.datos)]) == 0
    publicada = json.loads(capsys.readouterr().out)["publicada"]
    assert publicada["corte"] == 1 and publicada["renglon"]["TOTAL_VOTOS_CALCULADO"] == "42"


def test_una_verificada_sin_publicar_no_da_sus_cifras(en_su_base: Cortes, capsys: pytest.CaptureFixture[str]) -> None:
    en_su_base.verificada(ACTAS[0], votos=987_654)
    en_su_base.escena.correr()
    for modo in ([], ["--json"]):
        assert principal(["acta", ACTAS[0], *modo, "--datos", str(en_su_base.datos)]) == 0
        dicha = capsys.readouterr().out
        assert "987654" not in dicha and "Sale en el siguiente corte." in dicha


def test_un_acta_fuera_de_catalogo_y_una_sin_seccion_tambien_se_dicen(
    mando: Mando, capsys: pytest.CaptureFixture[str]
) -> None:
    fuera = "FC-GUB-001-0999-B01-00-A02-1"
    mando.entregar(fuera, Acopio("01", "D"))
    mando.procesar()
    assert ficha(mando, capsys, fuera)["casilla"] == "999 B1"
    del_extranjero = ejemplos.acta(0, TipoCasilla.M, "CCV").clave
    assert ficha(mando, capsys, del_extranjero)["casilla"] == "territorio 001 M1"


def test_cada_etapa_dice_que_sigue_y_ninguna_frase_lleva_numero_de_norma() -> None:
    assert set(QUE_SIGUE) == set(Etapa)
    assert not [frase for frase in QUE_SIGUE.values() if "R-" in frase]


@contextmanager
def de_sitio(mando: Mando, sitio: str) -> Iterator[None]:
    """Whose node's person is registered elsewhere, as the centre signs it."""
    for uno in (sitio, "01"):
        mando.filas("UPDATE prep.operador SET sitio = %s WHERE operador = %s", uno, OPERADOR)
        mando.nodo.firmar_lista(LLAVE_CENTRO)
        if uno == sitio:
            yield


def test_no_hay_via_de_telefono_que_no_se_diga(mando: Mando, capsys: pytest.CaptureFixture[str]) -> None:
    mando.entregar(clave(1), Captura(1, HUELLA, (1,) * 11, "ACTA PREP", clave(1)), Fuente.CASILLA)
    with de_sitio(mando, "CCV"):
        mando.procesar()
    (hallado,) = ficha(mando, capsys, clave(1))["hallazgos"]
    assert (hallado["codigo"], hallado["via"]) == ("H-15", "CASILLA")
