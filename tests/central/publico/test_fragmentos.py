"""The files of a cut's site: every figure is SQL's, every row is the csv's, what is not known is never a zero."""

import hashlib
import json
import re
from pathlib import Path

import psycopg

from central.nodo.centro import CENTRO
from central.publico.formatos import TRAMO
from prep.domain.hechos.campos import Marca
from prep.domain.hechos.hechos import Captura, Fuente, MotivoSinActa, SinActa
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.publico.contra_base import SitioLeido, contra_csv, diferencias, filas_del_csv
from tests.conftest import Nodo
from tests.store import ejemplos

__all__ = ["cortes", "nodo_publicando"]
from tests.central.corte.conftest import cortes, nodo_publicando


def capturar(cortes: Cortes, acta: str, *valores: int | Marca) -> None:
    huella = cortes.imagen(acta)
    for persona in (2, 3):
        cortes.escena.hacer(persona, acta, Captura(1, huella, valores, "ACTA PREP", acta))


def una_noche(cortes: Cortes) -> Path:
    """An acta of each kind: ordinary, a field illegible, all blank, over its limit, SIN ACTA; the others still out."""
    capturar(cortes, ACTAS[0], 300, 60, 0, 60, 11, 12, 13, 14, 5, 5, 60)
    capturar(cortes, ACTAS[1], 300, 60, 0, 60, Marca.ILEGIBLE, 22, 3, Marca.SIN_DATO, 0, 1, 26)
    capturar(cortes, ACTAS[2], 1, 1, 1, 1, *[Marca.SIN_DATO] * 7)
    capturar(cortes, ACTAS[3], 1, 1, 1, 1, 900, 1, 1, 1, 1, 1, 905)
    capturar(cortes, ACTAS[4], 300, 7, 0, 7, 1, 2, 1, 1, 1, 1, 7)
    cortes.escena.hacer(CENTRO, ACTAS[5], SinActa(MotivoSinActa.NO_ENTREGADO), Fuente.CENTRO)
    return cortes.cortar().carpeta


def test_cada_cifra_es_la_de_la_base_y_cada_renglon_el_del_csv(cortes: Cortes) -> None:
    carpeta = una_noche(cortes)
    catalogo = ejemplos.catalogo()
    with psycopg.connect(cortes.base.dsn("prep_centro")) as conexion:
        cuantas, distintas = diferencias(carpeta, conexion, catalogo)
    assert distintas == []
    assert cuantas > 200
    filas = filas_del_csv(carpeta, catalogo, catalogo.elecciones[0])
    assert len(filas) == 21
    assert contra_csv(SitioLeido(carpeta), catalogo.elecciones[0], filas) == []


def test_lo_que_no_se_sabe_no_es_cero(cortes: Cortes) -> None:
    carpeta = una_noche(cortes)
    sitio = SitioLeido(carpeta)
    por_seccion = {r["SECCION"]: r for r in sitio.renglones("GUB")}
    seccion = [ejemplos.catalogo().actas[clave].seccion for clave in ACTAS]
    assert [por_seccion[seccion[0]][c] for c in ("PAN", "PRI")] == [11, 12]
    assert [por_seccion[seccion[1]][c] for c in ("PAN", "CSP", "NO_REGISTRADAS")] == ["ILEGIBLE", "SIN DATO", 0]
    assert por_seccion[seccion[2]]["PAN"] == "SIN DATO"
    assert por_seccion[seccion[5]]["PAN"] == por_seccion[seccion[5]]["TOTAL_VOTOS_CALCULADO"] == "SIN ACTA"
    assert por_seccion[seccion[6]]["PAN"] == por_seccion[seccion[6]]["CONTABILIZADA"] == "-"
    tabla = sitio.territorios["GUB/001"].secciones
    sumas = {str(c[0]): dict(zip(tabla.columnas, c, strict=True)) for c in zip(*tabla.datos, strict=True)}
    assert sumas[seccion[6]]["VOTOS"] == sumas[seccion[2]]["CSP"] == sumas[seccion[5]]["PARTICIPACION"] == "-"
    assert sumas[seccion[6]]["CAPTURADAS"] == 0
    assert sumas[seccion[2]]["CAPTURADAS"] == 1


def test_antes_de_la_primera_acta_no_hay_votos_ni_porcentajes(cortes: Cortes) -> None:
    (eleccion,) = SitioLeido(cortes.cortar().carpeta).resumen.elecciones
    assert {r.votos for r in (*eleccion.candidaturas, *eleccion.partidos)} == {"-"}
    assert {r.porcentaje for r in eleccion.partidos} == {"-"}
    assert eleccion.territorios[0].participacion == "-"


def test_cada_archivo_se_llama_como_sus_bytes_y_lo_igual_no_cambia_de_nombre(cortes: Cortes) -> None:
    primero = SitioLeido(una_noche(cortes))
    for ruta, crudo in primero.entradas.items():
        if ruta.endswith(".html"):
            assert hashlib.sha256(crudo).hexdigest() == primero.paginas[ruta]
            continue
        assert re.fullmatch(r"d/[0-9a-f]{24}\.json|a/[0-9a-f]{24}-[a-z0-9]+\.(css|js)", ruta)
        assert hashlib.sha256(crudo).hexdigest().startswith(ruta[2:26])
        if ruta.startswith("a/"):
            continue
        assert not re.search(rb"[0-9]\.[0-9]+[,}\]]", crudo), "a percentage is text: no float stands in a file"
    cortes.verificada(ACTAS[7])
    segundo = SitioLeido(cortes.cortar().carpeta)
    tramo = int(ejemplos.catalogo().actas[ACTAS[7]].seccion) // TRAMO
    cambiados = {n for n, nombre in segundo.indice.tramos.items() if primero.indice.tramos[n] != nombre}
    assert cambiados == {str(tramo)}
    assert segundo.indice.sin_seccion == primero.indice.sin_seccion


def test_un_tramo_son_dieciseis_numeros_de_seccion(cortes: Cortes) -> None:
    sitio = SitioLeido(cortes.cortar().carpeta)
    assert sorted(sitio.tramos) == [0, 1]
    for n, actas in sitio.tramos.items():
        (tabla,) = actas.elecciones.values()
        assert {int(str(s)) // 16 for s in tabla.datos[tabla.columnas.index("SECCION")]} == {n}


def test_el_manifiesto_firmado_dice_el_indice_y_el_indice_todo_lo_demas(cortes: Cortes) -> None:
    carpeta = una_noche(cortes)
    sitio = SitioLeido(carpeta)
    indice = sitio.indice
    nombrados = {
        indice.resumen,
        indice.estadistica,
        indice.sin_seccion,
        indice.paginas,
        *indice.territorios.values(),
        *indice.tramos.values(),
    }
    sobra = json.loads((carpeta / "manifiesto.json").read_bytes())["indice"][:24]
    assert {f"d/{n}.json" for n in (*nombrados, sobra)} == {r for r in sitio.entradas if r.startswith("d/")}
    assert set(sitio.paginas) == {r for r in sitio.entradas if "/" not in r}


def test_el_extranjero_va_aparte_y_no_cuenta_como_distrito(cortes: Cortes) -> None:
    sitio = SitioLeido(cortes.cortar().carpeta)
    (renglon,) = [r for r in sitio.renglones("GUB") if r["TIPO_CASILLA"] == "M"]
    assert renglon["SECCION"] == "N/A"
    (eleccion,) = sitio.resumen.elecciones
    assert [(t.tipo, t.esperadas, t.votos) for t in eleccion.por_tipo] == [("M", 1, "-")]


def test_todo_el_sitio_cabe_en_lo_firmado(cortes: Cortes, base: Nodo) -> None:
    """A byte changed inside the site is another SHA-256 than the manifest's."""
    from central.corte.comprobar import comprobar

    carpeta = una_noche(cortes)
    assert comprobar(cortes.salida).fallas == ()
    ruta = carpeta / "sitio.zip"
    crudo = bytearray(ruta.read_bytes())
    crudo[len(crudo) // 2] ^= 1
    ruta.write_bytes(crudo)
    assert any("sitio.zip" in falla for falla in comprobar(cortes.salida).fallas)
