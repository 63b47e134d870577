"""What changes what was registered, between two people: proposing it, seeing what was proposed, answering (P-10)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import TypeVar
from uuid import UUID

from prep.domain.catalogo.catalogo import Forma
from prep.domain.hechos.hechos import Conforme, Cotejo, Dictamen, Fuente, Respuesta
from prep.domain.hechos.propuestas import lo_propuesto, proponer
from prep.domain.vida.acuerdo import SE_ABRE
from prep.services.estacion.entradas import motivo_escrito
from prep.services.estacion.errores import NoProcede, SinNodo
from prep.services.estacion.estacion import CasoDeUso, Recibo
from prep.services.estacion.prenda import FRASES
from prep.services.estacion.sesion import accion
from prep.services.nodo.tipos import NodoAusente, NodoRechaza, PropuestaVista

R = TypeVar("R")
VISTO = "Lo vi y estoy de acuerdo."


@dataclass(frozen=True, slots=True)
class CampoPropuesto:
    """One field of the acta: what stands and what would; "" where there is none."""

    campo: str
    antes: str
    despues: str

    @property
    def cambia(self) -> bool:
        return self.antes != self.despues


def cambios(vista: PropuestaVista, forma: Forma) -> tuple[CampoPropuesto, ...]:
    """Field by field. What proposes no figures leaves the acta without any until it is settled again."""
    cuerpo = lo_propuesto(vista.cuerpo)
    nuevas = cuerpo.valores if isinstance(cuerpo, Cotejo | Dictamen) else ()
    lado = zip_longest(forma.campos, vista.antes[: len(forma.campos)], nuevas[: len(forma.campos)], fillvalue="")
    return tuple(CampoPropuesto(str(campo), str(antes), str(despues)) for campo, antes, despues in lado)


class Acuerdos(CasoDeUso):
    """Of one person: theirs wait for somebody else, and others' for them. Needs the node to see them."""

    @accion("acuerdos.listar")
    def listar(self) -> tuple[PropuestaVista, ...]:
        """Those of this site that can be answered, or just were, or lapsed; what lapses first, first."""
        return self._pedir(lambda: self._estacion.nodo.propuestas(self.sesion.operador))

    @accion("acuerdos.cuantas")
    def cuantas(self) -> int:
        """How many wait for this person. Raises SinNodo or NoProcede."""
        return self._pedir(lambda: self._estacion.nodo.por_contestar(self.sesion.operador))

    @accion("acuerdos.ver")
    def ver(self, hecho: UUID) -> bytes:
        """The image of its acta. Raises SinNodo, or NoProcede when there is none or it came damaged."""
        contenido = self._pedir(lambda: self._estacion.nodo.imagen_propuesta(self.sesion.operador, hecho))
        if contenido is None:
            raise NoProcede("No hay imagen de esa acta: conteste con el acta en la mano.")
        return contenido

    @accion("acuerdos.reabrir")
    def reabrir(self, clave: str, motivo: str, fuente: Fuente = Fuente.CATD) -> Recibo:
        """Proposes that a published acta be captured again (R-07, outcome 3). Raises DatoInvalido or ErrorDeSpool."""
        texto = motivo_escrito(motivo)
        return self._hacer(self._estacion.acta(clave).clave, fuente, proponer(Cotejo(SE_ABRE, texto), texto))

    @accion("acuerdos.aceptar")
    def aceptar(self, vista: PropuestaVista, motivo: str = VISTO) -> Recibo:
        """Somebody else's, in its time: then it counts. Raises NoProcede."""
        return self._contestar(vista, Respuesta.ACEPTA, motivo)

    @accion("acuerdos.rechazar")
    def rechazar(self, vista: PropuestaVista, motivo: str) -> Recibo:
        """Says no, and why. Raises NoProcede, or DatoInvalido without a reason."""
        return self._contestar(vista, Respuesta.RECHAZA, motivo_escrito(motivo))

    def _contestar(self, vista: PropuestaVista, respuesta: Respuesta, motivo: str) -> Recibo:
        if vista.propone == self.sesion.operador:
            raise NoProcede("La propuso usted: la contesta otra persona.")
        if vista.respuesta is Respuesta.ACEPTA:
            raise NoProcede(f"Ya la aceptó {vista.responde}: está hecho.")
        if datetime.now(UTC) + timedelta(milliseconds=self._estacion.desfase_ms) > vista.vence:
            raise NoProcede("Se venció su plazo. Si el cambio procede, que la proponga de nuevo.")
        return self._hacer(vista.acta, vista.fuente, Conforme(vista.hecho, respuesta, motivo))

    def _pedir(self, pregunta: Callable[[], R]) -> R:
        try:
            return self._preguntar(pregunta)
        except NodoAusente as ausente:
            raise SinNodo("Sin nodo no se ven las propuestas. Aparecen solas cuando vuelva.") from ausente
        except NodoRechaza as rechazo:
            raise NoProcede(FRASES.get(rechazo.codigo, "{}").format(rechazo.mensaje)) from rechazo
