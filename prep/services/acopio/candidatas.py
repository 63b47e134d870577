"""Which actas may be meant when somebody writes of which one a page is: section, type and number, and the election."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from prep.domain.catalogo.acta_dicha import de_la_eleccion
from prep.domain.catalogo.catalogo import Acta
from prep.domain.catalogo.lectura import LeidaCasilla, LeidaClave, LeidaEtiqueta, leer
from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.casillas import Casilla, Casillas
from prep.services.estacion.estacion import Estacion

LIMITE = 12


@dataclass(frozen=True, slots=True)
class ActaPosible:
    """An acta that may be meant. `nombre` as it is shown; `tiene`: it already has an image of this station."""

    clave: str
    nombre: str
    tiene: bool = False


class ActasPosibles:
    """The actas of this site, by what somebody writes; from any thread."""

    def __init__(self, estacion: Estacion) -> None:
        """Raises NoProcede when the station has no catalogue yet."""
        self._estacion = estacion
        catalogo = estacion.catalogo
        suyas = {clave: a for clave, a in catalogo.actas.items() if a.centro == estacion.sitio}
        self._casillas = Casillas(replace(catalogo, actas=suyas))
        self._elecciones = catalogo.elecciones

    def sugeridas(self, texto: str, limite: int = LIMITE) -> tuple[ActaPosible, ...]:
        """Those that `texto` may mean: `10 C2`, `10 C2 ALC`, a key, or the text of a label; without image first."""
        leida = leer(texto, self._estacion.spool.proceso, self._elecciones)
        if isinstance(leida, LeidaEtiqueta | LeidaClave):
            casilla = self._casillas.de_acta(leida.clave)
            return (self._candidata(casilla, leida.clave),) if casilla is not None else ()
        if not isinstance(leida, LeidaCasilla):
            return ()
        casillas = self._casillas.sugeridas(texto, leida, LIMITE)
        hechas = [self._candidata(c, a.clave) for c, a in _actas(casillas) if de_la_eleccion(a, leida)]
        return tuple(sorted(hechas, key=lambda c: c.tiene)[:limite])

    def nombre(self, clave: str) -> str:
        """How the acta is told to people; its key when it is not of this site's catalogue."""
        casilla = self._casillas.de_acta(clave)
        return clave if casilla is None else f"{casilla.nombre_largo} · {_eleccion(clave, casilla)}"

    def _candidata(self, casilla: Casilla, clave: str) -> ActaPosible:
        tiene = bool(self._estacion.spool.de_acta(clave, Tipo.IMAGEN))
        return ActaPosible(clave, f"{casilla.nombre} · {_eleccion(clave, casilla)}", tiene)


def _actas(casillas: tuple[Casilla, ...]) -> Iterator[tuple[Casilla, Acta]]:
    return ((casilla, acta) for casilla in casillas for acta in casilla.actas)


def _eleccion(clave: str, casilla: Casilla) -> str:
    """The election of that acta, with its printed code where the casilla has two of it (R-19)."""
    acta = next(a for a in casilla.actas if a.clave == clave)
    varias = sum(a.eleccion == acta.eleccion for a in casilla.actas) > 1
    return f"{acta.eleccion} {acta.codigo}" if varias else acta.eleccion
