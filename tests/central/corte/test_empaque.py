"""A CATD that two people closed: a late acta goes out in the next cut all the same, and the board says it."""

from uuid import UUID

from central.tablero import empaque, tablero
from central.tablero.juicio import Asunto, juzgar
from prep.domain.hechos.hechos import Incidencia
from prep.domain.reglas.empaque import CONFORMADO, EMPACADO, REABIERTO, EstadoDeEmpaque
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import ACTAS, Cortes

PRIMERA, SEGUNDA, TARDE = 5, 6, ACTAS[1]


def como(cortes: Cortes) -> tuple[EstadoDeEmpaque | None, Asunto]:
    """What the board reads of CATD 01, and what its tile says."""
    cortes.escena.correr()
    with cortes.puesto() as puesto, puesto.mirar() as conn:
        sitio, momento = tablero.leer(conn).sitios["01"], tablero.leer(conn).momento
        dicho = empaque.leer(conn).get("01")
        assert (dicho.estado if dicho else None) is sitio.cierre
        return sitio.cierre, juzgar(sitio, momento).asunto


def firmar(cortes: Cortes, quien: int, codigo: str, lugar: str) -> UUID:
    firmado = cortes.escena.firmar(quien, "", Incidencia(codigo, "dicho", lugar))
    assert cortes.escena.entregar(firmado) == "nuevo"
    return firmado.hecho.id


def test_lo_que_llega_despues_de_cerrar_sale_en_el_siguiente_corte_y_el_tablero_lo_dice(cortes: Cortes) -> None:
    cortes.base.dueno("UPDATE prep.operador SET roles = array_append(roles, 'coordinacion') WHERE operador = 'op-01-5'")
    cortes.base.firmar_lista()
    cortes.verificada(ACTAS[0])
    assert cortes.cortar().actas == 1
    assert como(cortes)[0] is None

    primera = firmar(cortes, PRIMERA, EMPACADO, "21 1 0 1 1 1 100")
    assert como(cortes)[0] is EstadoDeEmpaque.PROPUESTO
    firmar(cortes, PRIMERA, CONFORMADO, str(primera))
    assert como(cortes)[0] is EstadoDeEmpaque.PROPUESTO, "la segunda firma es de otra persona"
    firmar(cortes, SEGUNDA, CONFORMADO, str(primera))
    assert como(cortes) == (EstadoDeEmpaque.CERRADO, Asunto.CERRADO)

    cortes.verificada(TARDE, votos=9)
    hecho = cortes.cortar()
    assert celda(resultados(hecho.carpeta), TARDE, "PAN") == "9", "cerrar un CATD no detiene un acta"
    assert como(cortes) == (EstadoDeEmpaque.CAMBIO, Asunto.CAMBIO)
    firmar(cortes, SEGUNDA, REABIERTO, str(primera))
    assert como(cortes)[0] is EstadoDeEmpaque.CAMBIO, "reabrir es de quien coordina"
    firmar(cortes, PRIMERA, REABIERTO, str(primera))
    assert como(cortes)[0] is EstadoDeEmpaque.REABIERTO
    with cortes.puesto() as puesto, puesto.mirar() as conn:
        assert empaque.a_texto(empaque.leer(conn), 2) == "CATD cerrados por dos personas: 0 de 2\n01: reabierto"
