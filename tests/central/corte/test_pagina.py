"""Each figure of the page where it belongs, from rows whose sums are known by hand (R-29, R-30)."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from central.corte.leeme import leeme
from central.corte.pagina import RenglonDeTerritorio, pagina, tablero
from central.corte.paquete import comprimir, zip_general
from central.corte.renglones import guardar_texto
from central.publico.plantillas import hora, miles
from prep.domain.catalogo.catalogo import Candidatura
from prep.domain.publicacion.agregacion import Nivel, sumar
from prep.domain.publicacion.filas import Fila, Filas
from tests.domain import muestra
from tests.domain.muestra import ALC, ALCALDIA, DIP, ESPECIAL, ORDINARIA, SOLA, catalogo, resumen, valores, verificada

MOMENTO = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)


def filas(pan: int = 40, comun: int = 10) -> list[Fila]:
    """District 001 with an ordinary acta and a special one, 007 with one that nobody captured, and an alcaldía."""
    fabrica = Filas(catalogo())
    hechas = {
        ORDINARIA.clave: verificada(ORDINARIA, valores(ORDINARIA, PAN=pan, MORENA_PT_PVEM=comun, NULOS=5)),
        ESPECIAL.clave: verificada(ESPECIAL, valores(ESPECIAL, PAN=2, MORENA_PT_PVEM=3)),
    }
    return [fabrica.fila(acta, hechas.get(acta.clave)) for acta in muestra.ACTAS]


def de(eleccion: str, hay: list[Fila]) -> list[Fila]:
    return [fila for fila in hay if fila.acta.eleccion == eleccion]


def test_el_tablero_de_una_eleccion_da_cada_suma_en_su_territorio() -> None:
    suyas = de("DIP_LOC", filas())
    cabeza = resumen(suyas, len(suyas), catalogo().ajustes, False)
    parte = tablero(catalogo(), DIP, cabeza, {n: sumar(suyas, n) for n in Nivel}, False, "dip.zip")
    assert (parte.codigo, parte.nombre, parte.zip) == ("DIP_LOC", "DIPUTACIONES LOCALES", "dip.zip")
    assert parte.territorio == "Distrito"
    assert parte.resumen["ACTAS_CAPTURADAS"] == "2" and ("Actas capturadas", "2") in parte.figuras
    assert len(parte.figuras) == len(parte.resumen) == 13
    assert parte.candidaturas == ()  # each district has its own
    uno, siete = parte.renglones[0], parte.renglones[1]
    assert uno == RenglonDeTerritorio(
        "001 DISTRITO 001",
        uno.esperadas,
        2,
        uno.pct_capturadas,
        2,
        uno.pct_contabilizadas,
        60,
        "55.0000",
        "PAN-PRI-PRD",
    )
    esperadas = sum(fila.acta.territorio == "001" for fila in suyas)
    assert uno.esperadas == esperadas and uno.pct_capturadas == uno.pct_contabilizadas
    assert uno.pct_capturadas.startswith(str(200 / esperadas)[:5])
    assert (siete.nombre, siete.capturadas, siete.votos, siete.primero) == ("007 DISTRITO 007", 0, 0, "—")
    assert siete.pct_capturadas == "0.0000"


def test_capturadas_y_contabilizadas_no_son_lo_mismo() -> None:
    fabrica = Filas(catalogo())
    sola = fabrica.fila(SOLA, muestra.sin_acta(SOLA))
    parte = tablero(
        catalogo(), DIP, resumen([sola], 1, catalogo().ajustes, False), {n: sumar([sola], n) for n in Nivel}, False, "z"
    )
    (unico,) = parte.renglones
    assert (unico.capturadas, unico.pct_capturadas) == (1, "100.0000")
    assert (unico.contabilizadas, unico.pct_contabilizadas) == (0, "0.0000")


@pytest.mark.parametrize(
    ("pan", "comun", "dice"),
    [(7, 3, "PAN-PRI-PRD"), (3, 7, "MORENA-PT-PVEM"), (5, 5, "Empate: PAN-PRI-PRD, MORENA-PT-PVEM")],
)
def test_quien_va_primero_y_el_empate(pan: int, comun: int, dice: str) -> None:
    suyas = [f for f in filas(pan, comun) if f.acta.clave == ORDINARIA.clave]
    sumas = {n: sumar(suyas, n) for n in Nivel}
    parte = tablero(catalogo(), DIP, resumen(suyas, 1, catalogo().ajustes, False), sumas, False, "z")
    assert [renglon.primero for renglon in parte.renglones] == [dice]


def test_en_el_ultimo_corte_las_especiales_entran_en_la_participacion() -> None:
    suyas = [f for f in filas() if f.acta.clave in (ORDINARIA.clave, ESPECIAL.clave)]
    cabeza = resumen(suyas, 2, catalogo().ajustes, True)
    parte = tablero(catalogo(), DIP, cabeza, {n: sumar(suyas, n) for n in Nivel}, True, "z")
    assert parte.renglones[0].participacion == "60.0000"


def test_de_las_alcaldias_se_dice_alcaldia() -> None:
    suyas = de("ALC", filas())
    assert [f.acta.clave for f in suyas] == [ALCALDIA.clave]
    sumas = {n: sumar(suyas, n) for n in Nivel}
    parte = tablero(catalogo(), ALC, resumen(suyas, 1, catalogo().ajustes, False), sumas, False, "alc.zip")
    assert (parte.territorio, parte.renglones[0].nombre) == ("Alcaldía", "002 AZCAPOTZALCO")


def _html(en_revision: int = 0, ultimo: bool = False) -> str:
    suyas = de("DIP_LOC", filas())
    cabeza = resumen(suyas, len(suyas), catalogo().ajustes, ultimo)
    parte = tablero(catalogo(), DIP, cabeza, {n: sumar(suyas, n) for n in Nivel}, ultimo, "dip.zip")
    return pagina(catalogo(), MOMENTO, 7, ultimo, [parte], "todo.zip", "ab" * 32, en_revision, bytes(32)).decode()


DICE: dict[str, Callable[[], tuple[str, str]]] = {
    "el número y la hora de la entidad": lambda: (_html(), "Corte 7: <strong>02/06/2024 20:00</strong>"),
    "que es el último": lambda: (_html(ultimo=True), "Corte 7, último: <strong>"),
    "el proceso del simulacro": lambda: (_html(), "Ejercicio «prueba»"),
    "de dónde es": lambda: (_html(), '<p class="entidad">CIUDAD DE MEXICO</p>'),
    "el zip de la elección": lambda: (_html(), '<a href="dip.zip" download>'),
    "el zip de todo y su resumen": lambda: (_html(), f"SHA-256: <code>{'ab' * 32}</code>"),
    "una en revisión": lambda: (_html(1), "1 acta sale en revisión: con lo último que se publicó de ella,"),
    "varias en revisión": lambda: (_html(2), "2 actas salen en revisión: con lo último que se publicó de ellas,"),
    "los votos de un partido": lambda: (_html(), '<th scope="row">PAN</th><td class="n">42</td>'),
}


@pytest.mark.parametrize("caso", DICE.values(), ids=list(DICE))
def test_la_pagina_dice(caso: Callable[[], tuple[str, str]]) -> None:
    texto, esperado = caso()
    assert esperado in texto


def test_sin_nada_en_revision_no_se_habla_de_eso() -> None:
    assert "en revisión" not in _html()


def test_los_millares_y_la_hora_se_leen_como_aqui() -> None:
    assert [miles(n) for n in (0, 999, 1000, "1234567", "12.5", "-")] == ["0", "999", "1,000", "1,234,567", "12.5", "-"]
    assert hora(datetime(2024, 6, 2, 9, 5, tzinfo=timezone(timedelta(hours=-6)))) == "02/06/2024 09:05"


def test_el_renglon_guardado_lleva_los_acentos_tal_cual() -> None:
    fila = replace(filas()[0], textos=("ÁLVARO", "Ñ", "1"))
    assert guardar_texto(fila) == '["ÁLVARO","Ñ","1"]'


def test_un_zip_lleva_la_hora_del_corte_y_se_puede_leer_en_todas_partes() -> None:
    local = datetime(2024, 6, 2, 20, 4, 6, tzinfo=UTC)
    entradas = {"a.csv": b"x" * 1000, "b.txt": b"y"}
    for crudo, metodo in (
        (comprimir(entradas, local, zipfile.ZIP_DEFLATED), zipfile.ZIP_DEFLATED),
        (zip_general(entradas, local), zipfile.ZIP_STORED),
    ):
        with zipfile.ZipFile(io.BytesIO(crudo)) as archivo:
            assert {n: archivo.read(n) for n in archivo.namelist()} == entradas
            for dentro in archivo.infolist():
                assert (dentro.date_time, dentro.compress_type) == ((2024, 6, 2, 20, 4, 6), metodo)
                assert (dentro.create_system, dentro.external_attr) == (3, 0o644 << 16)


def test_el_diccionario_dice_de_cada_documento_y_codigo_que_es() -> None:
    texto = leeme(catalogo(), DIP, False).decode()
    assert "acta de casilla especial; representación proporcional" in texto
    assert "ACTA VA" in texto and "ACTA VMRE" in texto and "ACTA VPPP" in texto
    assert "PAN, PRI, PRD" in texto and "MORENA 53.33 %" in texto


def test_con_una_sola_candidatura_para_toda_la_entidad_se_suman_sus_votos() -> None:
    suyas = de("DIP_LOC", filas())
    de_todos = replace(catalogo(), candidaturas=(Candidatura("DIP_LOC", "", "PAN", "ANA"),))
    sumas = {n: sumar(suyas, n) for n in Nivel}
    parte = tablero(de_todos, DIP, resumen(suyas, len(suyas), catalogo().ajustes, False), sumas, False, "z")
    primera = parte.candidaturas[0]
    assert (primera.votos, primera.porcentaje) == (42, "70.0000")
