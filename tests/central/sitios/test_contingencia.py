"""A CATD with its own node in contingency: its work goes to the CCV at the centre, leaves the node, and comes back."""

from collections.abc import Callable
from pathlib import Path

from central.mando.dos_personas import OrdenPropuesta
from central.mando.ordenes import Ordenes
from central.marco.conexion import NodoAbierto, abrir
from central.sala.vigilante import PreguntaNodos
from central.tablero import tablero
from central.tablero.juicio import Asunto, atraso_de, juzgar
from prep.store.migrar import cabeza
from tests.central.sitios.conftest import Par
from tests.dos_personas import CARMEN, DAVID, sesion_de
from tests.espera import hasta
from tests.store.ejemplos import PROCESO, acta

CUANTOS = "SELECT count(*) FROM prep.hecho WHERE acta = %s AND nodo = 'CATD01'"
ABIERTO = "SELECT DISTINCT sitio FROM prep.trabajo WHERE acta = %s AND terminado IS NULL"

LATIR = (
    "UPDATE prep.nodo SET servidor = %s, puerto = %s, esquema = %s, latido = clock_timestamp() - %s::interval"
    " RETURNING 1"
)


def abiertos(par: Par, clave: str) -> tuple[list[tuple[str]], list[tuple[str]]]:
    """For whom its open work is: at the centre, and at the node, once each has folded all that it has."""
    par.sitios.bajar(par.alta, par.nodo)
    par.centro.escena.correr()
    par.nodo.escena.correr()
    return par.centro.escena.base.dueno(ABIERTO, clave), par.nodo.escena.base.dueno(ABIERTO, clave)


def digitalizada(par: Par, seccion: int) -> str:
    """An acta of the node, with its image, also at the centre."""
    clave = acta(seccion).clave
    huella = par.nodo.escena.digitalizada(clave)
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 2)
    hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.imagen WHERE huella = %s", huella) == 1)
    return clave


def de_dos(puesto: NodoAbierto, orden: Callable[..., OrdenPropuesta], *dados: str) -> list[str]:
    """From the room, proposed by one and agreed to by the other."""
    propuesta = orden(Ordenes(puesto, sesion_de(CARMEN, PROCESO)), *dados)
    return Ordenes(puesto, sesion_de(DAVID, PROCESO)).conforme(propuesta, lambda hechas, de: None)


def test_su_trabajo_pasa_al_ccv_en_los_dos_nodos_y_regresa(par: Par) -> None:
    clave = digitalizada(par, 1)
    assert abiertos(par, clave) == ([], [("01",)])
    datos: Path = par.centro.cluster.datos
    with abrir(datos) as puesto:
        assert de_dos(puesto, Ordenes.contingencia, "01", "sin luz") == [
            "Contingencia del CATD 01: 10 actas pasan al CCV."
        ]
        assert abiertos(par, clave) == ([("CCV",)], [])
        despues = digitalizada(par, 3)
        assert abiertos(par, despues) == ([("CCV",)], []), "también lo que llega después"
        assert de_dos(puesto, Ordenes.regreso, "01") == ["Regreso del CATD 01: 10 actas."]
        for suya in (clave, despues):
            assert abiertos(par, suya) == ([], [("01",)])
    assert par.centro.valor("SELECT count(*) FROM prep.cuarentena") == 0
    assert par.nodo.valor("SELECT count(*) FROM prep.cuarentena") == 0


def test_el_tablero_dice_de_un_catd_con_nodo_lo_que_su_nodo_dice(par: Par) -> None:
    clave = acta(5).clave
    par.nodo.escena.digitalizada(clave)
    hasta(lambda: par.centro.valor(CUANTOS, clave) == 2)
    par.centro.escena.correr()
    par.centro.valor(LATIR, *par.nodo.cluster.direccion, cabeza(), "1 second")
    with abrir(par.centro.cluster.datos) as puesto:
        nodos = PreguntaNodos(puesto)()
        assert nodos is not None
        atraso = atraso_de(nodos.vistos[0])
        assert (atraso.hechos, atraso.imagenes, atraso.razon) == (0, 0, "")
        with puesto.mirar() as conn:
            visto = tablero.leer(conn)
        assert visto.sitios["01"].estaciones == 1, "trabaja en su nodo, y el centro lo sabe por sus hechos"
        assert visto.sitios["02"].nodo is None
        assert juzgar(visto.sitios["01"], visto.momento, atraso).asunto is Asunto.EN_MARCHA
        par.centro.valor(LATIR, *par.nodo.cluster.direccion, cabeza(), "1 minute")
        with puesto.mirar() as conn:
            callado = tablero.leer(conn)
        assert juzgar(callado.sitios["01"], callado.momento, atraso).asunto is Asunto.SIN_LATIDO
