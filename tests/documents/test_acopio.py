"""Labels that are read back, cover sheets and acuses as they come out of the printer."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from uuid_utils.compat import uuid7

from prep.documents.etiquetas import PLANILLAS, Ajuste
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.catalogo.etiqueta import leer_etiqueta
from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.casillas import Casilla, Casillas
from prep.services.acopio.llegadas import Movimiento
from prep.services.acopio.papeles import acuse_de, etiquetas_y_caratulas
from tests.documents.leer_pdf import leer_pdf
from tests.services import tres

MOMENTO = datetime(2024, 6, 3, 2, 5, 9, tzinfo=UTC)
NOMBRE = "María Guadalupe de los Ángeles Hernández Fernández"
SIMULACRO = replace(tres.catalogo(), proceso="SIMULACRO-3-PEL-2024")
REAL = replace(SIMULACRO, proceso="PEL-2024", ajustes=replace(SIMULACRO.ajustes, real=True))
CASILLAS = Casillas(SIMULACRO).todas


@contextmanager
def hojas(contenido: bytes, ppp: int = 200) -> Iterator[list[np.ndarray]]:
    """The pages as a scanner of `ppp` dots per inch would see them, in grey."""
    documento = pypdfium2.PdfDocument(contenido)
    try:
        yield [np.asarray(p.render(scale=ppp / 72, grayscale=True).to_pil()) for p in documento]
    finally:
        documento.close()


def leidas(pagina: np.ndarray, proceso: str) -> list[str]:
    """The keys of the labels on a page, top to bottom and left to right."""
    hallados = zxingcpp.read_barcodes(pagina, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    lugar = {c.text: (round(c.position.top_left.y / 60), c.position.top_left.x) for c in hallados}
    return [leer_etiqueta(texto, proceso) for texto in sorted(lugar, key=lambda t: lugar[t])]


def claves(casillas: Sequence[Casilla]) -> list[str]:
    return [a.clave for c in casillas for a in c.actas]


def papeles(catalogo: Catalogo, casillas: Sequence[Casilla], ajuste: Ajuste | None = None, **cuales: Any) -> bytes:
    return etiquetas_y_caratulas(catalogo, casillas, MOMENTO, ajuste or Ajuste(), **cuales)


@pytest.mark.parametrize("planilla", PLANILLAS)
def test_cada_etiqueta_impresa_se_lee_y_es_la_de_su_acta(planilla: str) -> None:
    suyas, por_hoja = CASILLAS[:12], PLANILLAS[planilla].por_hoja
    with hojas(papeles(SIMULACRO, suyas, Ajuste(planilla), con_caratulas=False)) as paginas:
        assert len(paginas) == -(-len(claves(suyas)) // por_hoja)
        assert [c for p in paginas for c in sorted(leidas(p, SIMULACRO.proceso))] == [
            c for n in range(len(paginas)) for c in sorted(claves(suyas)[n * por_hoja : (n + 1) * por_hoja])
        ]


def test_las_etiquetas_caen_en_su_lugar_y_se_corren_lo_que_se_pide() -> None:
    def esquina(ajuste: Ajuste) -> tuple[float, float]:
        with hojas(papeles(SIMULACRO, CASILLAS[2:3], ajuste, con_caratulas=False)) as (pagina,):
            primera = CASILLAS[2].actas[0].clave
            codigo = next(c for c in zxingcpp.read_barcodes(pagina) if primera in c.text)
            return codigo.position.top_left.x * 25.4 / 200, codigo.position.top_left.y * 25.4 / 200

    x, y = esquina(Ajuste())
    planilla = PLANILLAS["5163"]
    assert planilla.izquierda < x < planilla.izquierda + planilla.ancho
    assert planilla.arriba < y < planilla.arriba + planilla.alto
    corrida_x, corrida_y = esquina(Ajuste(derecha=3.0, abajo=-2.0))
    assert [corrida_x - x, corrida_y - y] == pytest.approx([3.0, -2.0], abs=0.3)
    siguiente_x, siguiente_y = esquina(Ajuste(usadas=2))
    assert [siguiente_x - x, siguiente_y - y] == pytest.approx([0, planilla.paso_y], abs=0.3)


@pytest.mark.parametrize(
    "ajuste", [Ajuste("0000"), Ajuste(usadas=10), Ajuste(usadas=-1), Ajuste(derecha=11.0), Ajuste(abajo=float("nan"))]
)
def test_una_hoja_que_no_existe_se_niega(ajuste: Ajuste) -> None:
    with pytest.raises(ValueError, match="no hay hojas así"):
        papeles(SIMULACRO, CASILLAS[:1], ajuste)


def test_toda_hoja_de_un_simulacro_lo_dice_y_la_de_la_noche_nunca() -> None:
    pdf = leer_pdf(papeles(SIMULACRO, CASILLAS[:6]))
    assert len(pdf.paginas) > 6 and all("SIMULACRO" in pagina for pagina in pdf.paginas)
    real = leer_pdf(papeles(REAL, Casillas(REAL).todas[:6]))
    assert not any("SIMULACRO" in pagina for pagina in real.paginas)


def test_la_etiqueta_dice_lo_que_se_lee_sin_lector() -> None:
    (especial,) = (c for c in CASILLAS if c.nombre == "3 S1")
    texto = leer_pdf(papeles(SIMULACRO, [especial], con_caratulas=False)).texto
    for dicho in ("Sección 0003", "Especial 1", "Acta A03ERP · CATD 01", "DIP_LOC · DIPUTACIONES", "Verificador"):
        assert dicho in texto


def test_la_caratula_lleva_todas_las_actas_de_su_casilla() -> None:
    (especial,) = (c for c in CASILLAS if c.nombre == "3 S1")
    contenido = papeles(SIMULACRO, [especial], con_etiquetas=False)
    pdf = leer_pdf(contenido)
    assert len(pdf.paginas) == 1 and "Sección 0003, casilla especial 1" in pdf.texto
    assert "Carátula 1 de 1" in pdf.texto and pdf.texto.count("Recibida") == 4
    with hojas(contenido) as (pagina,):
        assert leidas(pagina, SIMULACRO.proceso) == claves([especial])


def test_nada_de_la_caratula_pasa_del_margen() -> None:
    """«Directo» was at the edge of the paper, where no printer prints."""
    with hojas(papeles(REAL, Casillas(REAL).todas[:2], con_etiquetas=False), 72) as paginas:
        assert all((pagina[:, :48] > 250).all() and (pagina[:, 565:] > 250).all() for pagina in paginas)


def test_la_caratula_dice_a_que_centro_va_cada_acta() -> None:
    """Of two elections with councils of their own, it said the first one's for both."""
    primera, *demas = CASILLAS[0].actas
    otra = next(c for c in SIMULACRO.centros if c.id not in (primera.centro, "CCV"))
    repartida = replace(CASILLAS[0], actas=(primera, *(replace(a, centro=otra.id) for a in demas)))
    texto = leer_pdf(papeles(SIMULACRO, [repartida], con_etiquetas=False)).texto
    suyo = next(c for c in SIMULACRO.centros if c.id == primera.centro)
    assert suyo.nombre in texto and otra.nombre in texto
    dichos = re.findall(r"verificador \w · CATD (\w+)", texto)
    assert dichos == [primera.centro, *(otra.id for _ in demas)]


def test_el_nombre_muy_largo_de_una_eleccion_se_corta_antes_de_que_no_se_lea() -> None:
    largo = "AYUNTAMIENTOS, SINDICATURAS Y REGIDURÍAS DE LOS MUNICIPIOS DEL ESTADO LIBRE Y SOBERANO"
    con_largo = replace(SIMULACRO, elecciones=tuple(replace(e, nombre=largo) for e in SIMULACRO.elecciones))
    texto = leer_pdf(papeles(con_largo, CASILLAS[:1], con_caratulas=False)).texto
    dichos = re.findall(r"GUB · AYUNTAMIENTOS[^…]*…", texto)
    assert dichos and all(len(dicho) < 45 for dicho in dichos)


def test_los_mismos_datos_dan_los_mismos_bytes() -> None:
    assert papeles(SIMULACRO, CASILLAS[:4]) == papeles(SIMULACRO, CASILLAS[:4])


def recepciones(cuantas: int) -> list[tuple[Casilla, Acta, Movimiento]]:
    pares = [(c, a) for c in CASILLAS for a in c.actas][:cuantas]
    return [
        (c, a, Movimiento(uuid7(), a.clave, Tipo.ACOPIO, "ana", NOMBRE, "est-01-1", MOMENTO, "DFI"[n % 3]))
        for n, (c, a) in enumerate(pares)
    ]


def test_el_acuse_dice_que_actas_cuando_y_quien() -> None:
    actas = recepciones(60)
    pdf = leer_pdf(acuse_de(SIMULACRO, actas, "CAE José Ñáñez", NOMBRE, MOMENTO, "01"))
    assert "Acuse de recibo de actas PREP" in pdf.paginas[0]
    assert "CAE José Ñáñez los sobres PREP de 60 actas" in pdf.texto and f"Recibe: {NOMBRE}" in pdf.texto
    assert all("SIMULACRO" in pagina for pagina in pdf.paginas)
    for numero, (casilla, acta, movimiento) in enumerate(actas, start=1):
        renglon = f" {numero} {acta.eleccion} {casilla.nombre} {acta.codigo} 02/06/2024 20:05:09 {movimiento.dato} "
        assert renglon in pdf.texto.replace("\n", " ")
        assert movimiento.hecho.hex[-8:] in pdf.texto
    assert pdf.texto.count("Nombre y firma") == 2


def test_el_folio_es_de_sus_registros_en_cualquier_orden() -> None:
    actas = recepciones(3)

    def folio(suyas: list[tuple[Casilla, Acta, Movimiento]]) -> str:
        return leer_pdf(acuse_de(SIMULACRO, suyas, "", NOMBRE, MOMENTO, "01")).texto.partition("Folio ")[2][:8]

    assert folio(actas) == folio(actas[::-1]) != folio(actas[:2])
    assert re.fullmatch(r"[0-9A-F]{8}", folio(actas))
    assert (
        "se reciben de quien firma abajo los sobres PREP de 1 acta,"
        in leer_pdf(acuse_de(SIMULACRO, actas[:1], "", NOMBRE, MOMENTO, "01")).texto
    )
