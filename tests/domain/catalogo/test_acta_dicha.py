"""Every acta of a catalogue, written in each way, is read back as itself; what is more than one says so."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from prep.domain.catalogo.acta_dicha import ActaNoDicha, acta_dicha, acta_en, coincide, nombre_de_acta
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.catalogo.fuera_de_catalogo import clave_fc
from simulacro.pueblo.generar import generar
from tests.domain import muestra

PROCESO = "SIMULACRO-1"


@pytest.fixture(scope="module")
def pueblo(tmp_path_factory: pytest.TempPathFactory) -> Catalogo:
    carpeta = tmp_path_factory.mktemp("pueblo")
    perfil = cargar("cdmx-2024")
    generar(carpeta, perfil, 3, "pueblo")
    return importar(carpeta, perfil, PROCESO).catalogo


def _maneras(acta: Acta, catalogo: Catalogo) -> Iterator[str]:
    eleccion = catalogo.eleccion(acta.eleccion)
    yield acta.clave
    yield acta.clave.lower()
    yield texto_etiqueta(catalogo.proceso, acta.clave)
    nombre = nombre_de_acta(acta, catalogo.elecciones, ordinal=True)
    yield nombre
    yield f"  {nombre.lower()} "
    casilla, _, cola = nombre.partition(f" {eleccion.siglas}")
    yield f"{eleccion.siglas} {casilla}{cola}"
    for dicha in (eleccion.codigo, eleccion.nombre, eleccion.nombre.title(), eleccion.siglas[0], eleccion.codigo[:2]):
        yield f"{casilla} {dicha}{cola}"
        yield f"{casilla} · {dicha}{cola}"
    if acta.seccion != "N/A":
        extension = f" C{acta.extension}" if acta.extension.strip("0") else ""
        numero = "" if acta.numero == "N/A" else acta.numero
        yield f"{acta.seccion}-{acta.tipo}{numero}{extension} n.º {acta.ordinal} {eleccion.siglas} {acta.codigo}"
    if acta.especial and len({c.codigo for c in eleccion.codigos if c.especial}) > 1:
        yield f"{casilla} {eleccion.siglas} {'RP' if eleccion.codigo_impreso(acta.codigo).rp else 'MR'}"


@pytest.mark.parametrize("cual", ["pueblo", "muestra"])
def test_cada_acta_escrita_de_cada_manera_se_lee_como_ella(cual: str, pueblo: Catalogo) -> None:
    catalogo = pueblo if cual == "pueblo" else muestra.catalogo()
    de_seccion = cache(lambda seccion: tuple(a for a in catalogo.actas.values() if a.seccion == seccion))
    assert len({a.tipo for a in catalogo.actas.values()}) >= 4, "there is of every kind to be named"
    for acta in catalogo.actas.values():
        for manera in _maneras(acta, catalogo):
            assert acta_en(manera, catalogo, catalogo.actas.get, de_seccion) == acta, manera


def test_la_clave_publicada_es_la_suya_o_dice_que_es_mas_de_una(pueblo: Catalogo) -> None:
    for acta in list(pueblo.actas.values())[::7]:
        publicada = acta.clave_casilla + acta.codigo
        suyas = [a for a in pueblo.actas.values() if a.clave_casilla + a.codigo == publicada]
        if len(suyas) == 1:
            assert acta_dicha(publicada, pueblo) == acta
        else:
            with pytest.raises(ActaNoDicha, match="es más de un acta"):
                acta_dicha(publicada, pueblo)


def test_lo_que_es_mas_de_una_lo_dice_y_cada_una_que_nombra_es_una(pueblo: Catalogo) -> None:
    seccion = next(a.seccion for a in pueblo.actas.values() if a.tipo == "S" and a.seccion != "N/A")
    for dicha in (seccion, f"{seccion} S1", f"{seccion} S1 DIP"):
        with pytest.raises(ActaNoDicha) as error:
            acta_dicha(dicha, pueblo)
        texto = str(error.value)
        assert texto.startswith(f"«{dicha}» es más de un acta. Diga cuál: ")
        for nombre in texto.removesuffix(".").partition("cuál: ")[2].partition(" y ")[0].split(", "):
            assert nombre_de_acta(acta_dicha(nombre, pueblo), pueblo.elecciones) == nombre


def test_dos_que_se_leen_igual_piden_cual_y_su_numero_lo_dice() -> None:
    catalogo = muestra.catalogo()
    segunda = next((a for a in catalogo.actas.values() if a.ordinal == 2), None)
    if segunda is None:
        pytest.fail("the sample has two early-vote actas that read the same")
    with pytest.raises(ActaNoDicha, match=r"es más de un acta.* n\.º 1 .* n\.º 2 "):
        acta_dicha(nombre_de_acta(segunda, catalogo.elecciones).replace(" n.º 2", ""), catalogo)


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ("", "Diga qué acta."),
        ("hola", "«hola» no dice qué acta es: no es una etiqueta del PREP ni una casilla."),
        ("A02", "«A02» no dice qué acta es: no dice de qué casilla."),
        ("9998 B1 ALC", "Aquí no hay actas de la sección 9998. Revise «9998 B1 ALC»"),
        ("PREP:OTRO:GUB-001-0001-B01-00-A02-1:D", "etiqueta"),
        ("https://ine.mx/x", "Ese código es del INE: su acta es federal."),
        ("150001B0100", "es de la entidad 15 y ésta es 09"),
        ("GUB-001-9999-B01-00-A02-1", "no está en el catálogo de este sitio"),
        ("FC-GUB-001-9999-B01-00-A02-X", "no dice qué acta es"),
        ("x" * 500, "demasiado largo"),
    ],
)
def test_lo_que_no_es_dice_que_esta_mal(texto: str, dice: str, pueblo: Catalogo) -> None:
    with pytest.raises(ActaNoDicha) as error:
        acta_dicha(texto, pueblo)
    assert dice in str(error.value) and len(str(error.value)) < 400
    assert "como «123 C2 ALC»" in str(error.value) or not texto or "etiqueta" in dice or "INE" in dice or "15" in dice


def test_la_casilla_que_no_hay_dice_las_que_hay_en_su_seccion(pueblo: Catalogo) -> None:
    acta = next(a for a in pueblo.actas.values() if a.tipo == "B" and a.eleccion == "GUB")
    with pytest.raises(ActaNoDicha) as error:
        acta_dicha(f"{acta.seccion} C87 JEF", pueblo)
    assert nombre_de_acta(acta, pueblo.elecciones) in str(error.value)


def test_la_de_fuera_de_catalogo_se_dice_por_su_clave(pueblo: Catalogo) -> None:
    acta = next(a for a in pueblo.actas.values() if a.tipo == "B")
    clave = clave_fc(acta.eleccion, acta.territorio, "9998", "B", "01", "00", acta.codigo, 1)
    assert acta_dicha(clave, pueblo).clave == clave


def test_sin_corto_son_las_primeras_tres_letras_de_su_codigo() -> None:
    assert [e.siglas for e in muestra.catalogo().elecciones] == ["DIP", "ALC"]
    assert [e.eleccion.siglas for e in cargar(Path("cdmx-2024").name).elecciones] == ["JEF", "DIP", "ALC"]


def test_una_lista_se_busca_como_se_escribe_un_acta(pueblo: Catalogo) -> None:
    acta = next(a for a in pueblo.actas.values() if a.tipo == "C" and a.eleccion == "ALC")
    casilla = f"{int(acta.seccion)} C{int(acta.numero)}"
    for dicha in (casilla, f"{casilla} alc", acta.seccion, acta.clave, texto_etiqueta(PROCESO, acta.clave)):
        assert coincide(dicha, acta, pueblo), dicha
    for dicha in (f"{casilla} JEF", f"{acta.seccion} B1", "hola", "", f"{int(acta.seccion)} C9"):
        assert not coincide(dicha, acta, pueblo), dicha
