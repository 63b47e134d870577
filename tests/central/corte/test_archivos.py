"""The files of a cut: names, shape and bytes as Anexo 18.5 and IECM's prototype have them, and a plain page."""

import io
import os
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from central.corte.candidaturas import archivo_candidaturas
from central.corte.leeme import leeme
from central.corte.pagina import pagina, tablero
from central.corte.paquete import nombre_de, nombre_general, zip_de_eleccion, zip_general
from central.verificar.verificar import verificar_archivo
from prep.domain.catalogo.ajustes import ArchivoCandidaturas
from prep.domain.catalogo.catalogo import Candidatura, Catalogo, Eleccion, Territorio
from prep.domain.publicacion.agregacion import Nivel, sumar
from prep.domain.publicacion.columnas import encabezados
from prep.domain.publicacion.corte import NOMBRES_RESUMEN, Resumen
from prep.domain.publicacion.filas import Fila, Filas
from tests.domain.muestra import resumen
from tests.store import ejemplos

MOMENTO = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)
COMPARTIDO = Path(os.environ.get("PREP_SHARED", Path(__file__).resolve().parents[4] / "shared"))
PROTOTIPO = COMPARTIDO / "data" / "cdmx-2024" / "prototipo_20240602_2000_PREP_CDMX.zip"


def _gub(catalogo: Catalogo) -> tuple[Eleccion, list[Fila], Resumen]:
    fabrica = Filas(catalogo)
    filas = [fabrica.fila(acta, None) for acta in catalogo.actas.values()]
    return catalogo.elecciones[0], filas, resumen(filas, len(filas), catalogo.ajustes, False)


def _zip(catalogo: Catalogo) -> bytes:
    eleccion, filas, cabeza = _gub(catalogo)
    return zip_de_eleccion(catalogo, eleccion, MOMENTO, False, cabeza, filas)


def test_los_nombres_son_los_del_prototipo() -> None:
    if not PROTOTIPO.exists():
        pytest.skip(f"falta {PROTOTIPO.name} en ../shared")
    catalogo = ejemplos.catalogo()
    eleccion = catalogo.elecciones[0]
    with zipfile.ZipFile(PROTOTIPO) as fuera:
        assert nombre_de(catalogo, eleccion, MOMENTO) in fuera.namelist()
        with zipfile.ZipFile(io.BytesIO(fuera.read(nombre_de(catalogo, eleccion, MOMENTO)))) as dentro:
            esperados = dentro.namelist()
    with zipfile.ZipFile(io.BytesIO(_zip(catalogo))) as nuestro:
        assert nuestro.namelist() == esperados
    assert nombre_general(catalogo, MOMENTO) == PROTOTIPO.name.removeprefix("prototipo_")


def test_el_mismo_corte_da_los_mismos_bytes() -> None:
    catalogo = ejemplos.catalogo()
    assert _zip(catalogo) == _zip(catalogo)
    assert zip_general({"a.zip": b"x"}, MOMENTO) == zip_general({"a.zip": b"x"}, MOMENTO)


def test_con_otro_separador_tambien_se_verifica(tmp_path: Path) -> None:
    catalogo = ejemplos.catalogo()
    barra = replace(catalogo, ajustes=replace(catalogo.ajustes, separador="|"))
    ruta = tmp_path / "corte.zip"
    ruta.write_bytes(_zip(barra))
    (resultado,) = verificar_archivo(ruta)
    assert resultado.concuerda
    assert resultado.filas == len(catalogo.actas)


def test_el_diccionario_define_cada_columna_y_cada_cifra() -> None:
    catalogo = ejemplos.catalogo()
    eleccion = catalogo.elecciones[0]
    texto = leeme(catalogo, eleccion, False).decode()
    definidos = {linea.split(". ")[-1].strip() for linea in texto.splitlines()}
    assert set(encabezados(eleccion)) <= definidos
    assert set(NOMBRES_RESUMEN) <= definidos
    assert "\n" not in texto.replace("\r\n", "")
    assert "SIMULACRO" in texto
    assert "MORENA 53.33 %" in texto


def test_el_diccionario_dice_que_votos_entran_en_la_participacion() -> None:
    catalogo = ejemplos.catalogo()
    assert "TOTAL_VOTOS_S_CS: no incluyen" in leeme(catalogo, catalogo.elecciones[0], False).decode()
    assert "TOTAL_VOTOS_C_CS: incluyen" in leeme(catalogo, catalogo.elecciones[0], True).decode()


def test_las_candidaturas_de_toda_la_entidad_no_tienen_territorio() -> None:
    catalogo = ejemplos.catalogo()
    texto = archivo_candidaturas(catalogo, catalogo.elecciones[0], ",").decode()
    assert texto == (
        '\ufeffID_ENTIDAD,PARTIDO_CSP,CANDIDATURA_PROPIETARIA,CANDIDATURA_SUPLENTE\r\n09,"PAN, PRI",ANA «Ñ»,BETO\r\n'
    )


def test_las_candidaturas_de_alcaldia_llevan_clave_a_dos_cifras_y_nombre() -> None:
    catalogo = ejemplos.catalogo()
    eleccion = replace(catalogo.elecciones[0], codigo="ALC", columnas_territorio=("ID_ALCALDIA", "ALCALDIA"))
    catalogo = replace(
        catalogo,
        elecciones=(eleccion,),
        territorios=(Territorio("ALC", "003", "COYOACAN"),),
        candidaturas=(Candidatura("ALC", "003", "MC", "ANA"),),
    )
    assert archivo_candidaturas(catalogo, eleccion, ",").decode() == (
        "\ufeffID_ENTIDAD,ID_ALCALDIA,ALCALDIA,PARTIDO_CSP,CANDIDATURA\r\n09,03,COYOACAN,MC,ANA\r\n"
    )


def test_en_otra_entidad_las_candidaturas_dicen_partido_ci_y_su_clave_entera() -> None:
    catalogo = ejemplos.catalogo()
    eleccion = replace(catalogo.elecciones[0], codigo="AYU", columnas_territorio=("ID_MUNICIPIO", "MUNICIPIO"))
    catalogo = replace(
        catalogo,
        ajustes=replace(catalogo.ajustes, candidaturas=ArchivoCandidaturas.INE),
        elecciones=(eleccion,),
        territorios=(Territorio("AYU", "081", "ILIATENCO"),),
        candidaturas=(Candidatura("AYU", "081", "MC", "ANA"),),
    )
    assert archivo_candidaturas(catalogo, eleccion, ",").decode() == (
        "\ufeffID_ENTIDAD,ID_MUNICIPIO,MUNICIPIO,PARTIDO_CI,CANDIDATURA\r\n09,081,ILIATENCO,MC,ANA\r\n"
    )
    dicho = leeme(catalogo, eleccion, False).decode()
    assert "PARTIDO_CI\r\n" in dicho and "PARTIDO_CSP" not in dicho and "Clave a tres dígitos" in dicho


class _Etiquetas(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.nombres: list[str] = []
        self.enlaces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.nombres.append(tag)
        self.enlaces += [valor or "" for nombre, valor in attrs if nombre in ("href", "src")]


def _pagina(catalogo: Catalogo) -> str:
    eleccion, filas, cabeza = _gub(catalogo)
    sumas = {nivel: sumar(filas, nivel) for nivel in Nivel}
    parte = tablero(catalogo, eleccion, cabeza, sumas, False, "gub.zip")
    return pagina(catalogo, MOMENTO, 7, False, [parte], "todo.zip", "ab" * 32, 2, bytes(32)).decode()


def test_la_pagina_no_lleva_script_ni_nada_de_otra_parte() -> None:
    etiquetas = _Etiquetas()
    etiquetas.feed(_pagina(ejemplos.catalogo()))
    assert not {"script", "img", "link", "iframe"} & set(etiquetas.nombres)
    assert not [enlace for enlace in etiquetas.enlaces if ":" in enlace or enlace.startswith("/")]


def test_la_pagina_dice_simulacro_salvo_en_la_noche_real() -> None:
    catalogo = ejemplos.catalogo()
    assert "SIMULACRO" in _pagina(catalogo)
    assert "SIMULACRO" not in _pagina(replace(catalogo, ajustes=replace(catalogo.ajustes, real=True)))


def test_la_pagina_dice_capturadas_contabilizadas_y_cuantas_en_revision() -> None:
    texto = _pagina(ejemplos.catalogo())
    assert "Actas <strong>capturadas</strong>" in texto
    assert "Actas <strong>contabilizadas</strong>" in texto
    assert "2 actas salen en revisión" in texto
    assert "02/06/2024 20:00" in texto


def test_un_nombre_del_catalogo_no_mete_etiquetas_en_la_pagina() -> None:
    catalogo = ejemplos.catalogo()
    eleccion = replace(catalogo.elecciones[0], nombre="<script>alert(1)</script>")
    assert "<script>" not in _pagina(replace(catalogo, elecciones=(eleccion,)))
