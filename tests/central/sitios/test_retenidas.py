"""A CATD with its own node before the opening: its acta is held for its hour, two people let it out, its node knows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from central.corte.corte import ResultadoCorte, hacer_corte
from central.mando.ordenes import Ordenes
from central.marco.conexion import NodoAbierto, abrir
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from prep.domain.reglas.apertura import Apertura
from prep.services.nodo.cliente import NodoCliente
from tests.central.corte.apoyo import celda, resultados
from tests.central.sitios.conftest import Par
from tests.central.sitios.test_contingencia import de_dos
from tests.espera import hasta
from tests.store import ejemplos
from tests.store.ejemplos import acta

EN_EL_CENTRO = "SELECT count(*) FROM prep.hecho WHERE acta = %s AND nodo = 'CATD01'"
ZONA = ZoneInfo(ejemplos.catalogo().ajustes.zona)
LIBERADAS = "SELECT count(*) FROM prep.hecho WHERE acta = %s AND tipo = 'INCIDENCIA' AND operador = 'centro'"


def test_lo_que_un_nodo_recibio_antes_de_abrir_se_retiene_y_liberado_se_publica(par: Par, tmp_path: Path) -> None:
    temprana, puntual = acta(1).clave, acta(3).clave
    fase(par, NombreFase.CEROS)
    assert apertura(par) == Apertura("ceros")
    verificada(par, temprana)
    # se publica al segundo, y lo recibido en el mismo segundo en que se abre es puntual: se espera a que pase
    recibida = datetime.now(UTC).replace(microsecond=0)
    hasta(lambda: datetime.now(UTC) >= recibida + timedelta(seconds=1))
    fase(par, NombreFase.ABRIR)
    verificada(par, puntual)
    fase(par, NombreFase.PUBLICAR)
    with abrir(par.centro.cluster.datos) as puesto:
        # el corte publica la puntual y retiene la temprana, que en su nodo está verificada como en el centro
        primero = cortar(puesto, tmp_path)
        assert (primero.en_revision, votos(primero, temprana), votos(primero, puntual)) == (1, "-", "1")

        # dos personas la liberan: sale con sus cifras, y su nodo lo sabe sin que nada cambie de lo que tenía
        assert etapas(par, temprana) == ("VERIFICADA", "VERIFICADA")
        de_dos(puesto, lambda ordenes: ordenes.retenidas([temprana], "se recibió antes de abrir"))
        plegar(par)
        segundo = cortar(puesto, tmp_path, minutos=1)
        assert (segundo.en_revision, votos(segundo, temprana)) == (0, "1")

        # la hora que dos personas fijan baja a su nodo, y sus estaciones la saben
        hora = (datetime.now(ZONA) - timedelta(hours=1)).replace(second=0, microsecond=0)
        de_dos(puesto, Ordenes.apertura, f"{hora:%Y-%m-%d %H:%M}", "así lo dice el acuerdo")
        plegar(par)
        assert apertura(par) == Apertura("publicar", hora)
    plegar(par)
    assert par.nodo.valor(LIBERADAS, temprana) >= 1
    assert etapas(par, temprana) == ("VERIFICADA", "VERIFICADA")
    assert par.nodo.valor("SELECT count(*) FROM prep.trabajo WHERE terminado IS NULL") == 0
    for sitio in (par.centro, par.nodo):
        assert sitio.valor("SELECT count(*) FROM prep.cuarentena") == 0


def fase(par: Par, cual: NombreFase) -> None:
    """Declared at the centre, and known at the node."""
    par.centro.escena.hacer(CENTRO, "", Fase(cual), Fuente.CENTRO)
    plegar(par)


def plegar(par: Par) -> None:
    """What is at each of the two is folded, and what goes down is there."""
    par.centro.escena.correr()
    par.sitios.bajar(par.alta, par.nodo)
    par.nodo.escena.correr()


def verificada(par: Par, clave: str) -> None:
    """Received, scanned and captured twice alike at the node; all of it is at the centre."""
    huella = par.nodo.escena.digitalizada(clave)
    for persona in (2, 3):
        par.nodo.escena.captura(persona, clave, huella)
    hasta(lambda: par.centro.valor(EN_EL_CENTRO, clave) == 4)
    hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.imagen WHERE huella = %s", huella) == 1)
    plegar(par)


def apertura(par: Par) -> Apertura:
    """What a station of the node is told."""
    with NodoCliente(par.nodo.escena.base.dsn("est-01-1")) as cliente:
        dicho = cliente.estado_nodo()
    return Apertura(dicho.fase, dicho.apertura)


def cortar(puesto: NodoAbierto, carpeta: Path, minutos: int = 0) -> ResultadoCorte:
    """A cut, so many minutes after now: no two are of the same one."""
    return hacer_corte(puesto, carpeta / "cortes", datetime.now(UTC) + timedelta(minutes=minutos), False)


def votos(corte: ResultadoCorte, clave: str) -> str:
    return celda(resultados(corte.carpeta), clave, "PAN")


def etapas(par: Par, clave: str) -> tuple[str, str]:
    """At the node and at the centre."""
    return par.nodo.escena.etapa(clave), par.centro.escena.etapa(clave)
