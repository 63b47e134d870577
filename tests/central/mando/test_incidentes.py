"""Incidents at the centre: seen of every CATD, taken and closed by who coordinates there, exported whole (R-34)."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.mando.incidentes import exportar, incidentes_de
from central.mando.ordenes import Ordenes
from central.marco.conexion import NodoAbierto
from central.tablero import tablero
from central.tablero.juicio import Asunto, juzgar
from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.reglas.incidentes import AYUDA, ROTO, EstadoDeIncidente
from prep.services.estacion.errores import NoProcede
from tests.central.conftest import Mando, clave, puesto_de
from tests.central.mando.test_ordenes import sesion
from tests.dos_personas import CARMEN, sesion_de
from tests.store import ejemplos


@pytest.fixture
def puesto(mando: Mando) -> Iterator[NodoAbierto]:
    with puesto_de(mando) as abierto:
        yield abierto


def piden(puesto: NodoAbierto) -> tuple[int, Asunto]:
    with puesto.mirar() as conn:
        leido = tablero.leer(conn)
    sitio = leido.sitios["01"]
    return sitio.piden, juzgar(sitio, leido.momento).asunto


def test_quien_pide_ayuda_se_ve_en_el_tablero_hasta_que_alguien_va(mando: Mando, puesto: NodoAbierto) -> None:
    mando.entregar("", Incidencia(AYUDA.codigo, "se atora la charola"))
    mando.procesar()
    assert piden(puesto) == (1, Asunto.PIDEN_AYUDA)
    (uno,) = incidentes_de(puesto)
    assert (uno.centro, uno.incidente.texto, uno.abierto) == ("01", "se atora la charola", True)
    Ordenes(puesto, sesion_de(CARMEN, ejemplos.PROCESO)).tomar_incidente(uno.incidente)
    mando.procesar()
    assert piden(puesto) == (0, Asunto.SIN_EMPEZAR)
    assert mando.filas("SELECT razon FROM prep.cuarentena") == []


def test_lo_cierra_quien_coordina_en_el_centro_una_vez_y_con_lo_que_se_hizo(mando: Mando, puesto: NodoAbierto) -> None:
    mando.entregar(clave(1), Incidencia(ROTO.codigo, "abierto"))
    mando.procesar()
    (uno,) = incidentes_de(puesto)
    with pytest.raises(NoProcede, match="no es de la coordinación del centro"):
        Ordenes(puesto, sesion()).cerrar_incidente(uno.incidente, "se resolvió")
    suyas = Ordenes(puesto, sesion_de(CARMEN, ejemplos.PROCESO))
    with pytest.raises(NoProcede, match="Escriba el motivo"):
        suyas.cerrar_incidente(uno.incidente, "  ")
    suyas.cerrar_incidente(uno.incidente, "se levantó acta")
    mando.procesar()
    (cerrado,) = incidentes_de(puesto)
    assert cerrado.incidente.estado is EstadoDeIncidente.CERRADO and not cerrado.abierto
    with pytest.raises(NoProcede, match="ya está cerrado"):
        suyas.tomar_incidente(cerrado.incidente)
    assert mando.filas("SELECT fuente, acta FROM prep.hecho WHERE tipo = 'SEGUIMIENTO'") == [(Fuente.CENTRO, "")]
    assert mando.filas("SELECT razon FROM prep.cuarentena") == []


@pytest.mark.parametrize("texto", ["=1+1", "+1", "-1", "@SUM(A1)", " =1"])
def test_en_la_hoja_ninguna_celda_se_calcula(mando: Mando, puesto: NodoAbierto, tmp_path: Path, texto: str) -> None:
    mando.entregar("", Incidencia(ROTO.codigo, texto, "patio"))
    mando.procesar()
    pdf, hoja, cuantos = exportar(puesto, tmp_path)
    (fila,) = csv.DictReader(hoja.read_text(encoding="utf-8-sig").splitlines())
    assert (cuantos, fila["texto"], fila["donde"], fila["centro"]) == (1, f"'{texto}", "patio", "01")
    assert pdf.read_bytes().startswith(b"%PDF")
