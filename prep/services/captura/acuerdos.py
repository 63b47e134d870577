"""What changes what was registered, between two people: proposing it, seeing what was proposed, answering (P-10)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from uuid import UUID

from prep.domain.catalogo.catalogo import Forma
from prep.domain.hechos.campos import Marca, Valor, leer_valor
from prep.domain.hechos.hechos import Anulacion, Conforme, Cotejo, Dictamen, Fuente, Respuesta
from prep.domain.hechos.propuestas import huella_vista, lo_propuesto, proponer
from prep.domain.vida.acuerdo import SE_ABRE
from prep.services.captura.cotejos import LadoDeCotejo, leer_lado
from prep.services.estacion.entradas import motivo_escrito, valores_de
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import CasoDeUso, Recibo
from prep.services.estacion.sesion import accion
from prep.services.nodo.tipos import PropuestaVista

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


@dataclass(frozen=True, slots=True)
class Quitable:
    """A fact that two people may take away."""

    hecho: UUID
    tipo: str
    fuente: Fuente
    operador: str
    cuando: datetime


@dataclass(frozen=True, slots=True)
class ActaPorCorregir:
    """What may be proposed of an acta; `valores`: the figures that stand, of `fuente`, none until they are settled."""

    clave: str
    fuente: Fuente
    valores: tuple[Valor, ...]
    quitables: tuple[Quitable, ...]


def cambios(vista: PropuestaVista, forma: Forma) -> tuple[CampoPropuesto, ...]:
    """Field by field. What proposes no figures leaves the acta without any until it is settled again."""
    cuerpo = lo_propuesto(vista.cuerpo)
    nuevas = cuerpo.valores if isinstance(cuerpo, Cotejo | Dictamen) else ()
    lado = zip_longest(forma.campos, vista.antes[: len(forma.campos)], nuevas[: len(forma.campos)], fillvalue="")
    return tuple(CampoPropuesto(str(campo), str(antes), str(despues)) for campo, antes, despues in lado)


def cifra_escrita(dicho: object) -> Valor:
    """A figure or a mark as somebody writes it; raises ValorInvalido."""
    return leer_valor(dicho.strip().upper() if isinstance(dicho, str) and not isinstance(dicho, Marca) else dicho)


class Acuerdos(CasoDeUso):
    """Of one person: theirs wait for somebody else, and others' for them. Needs the node to see them."""

    _SIN_NODO = "Sin nodo no se ven las propuestas. Aparecen solas cuando vuelva."

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

    @accion("acuerdos.otra")
    def otra(self, hecho: UUID) -> LadoDeCotejo | None:
        """Of what ends a cotejo, the other source with its image; None of any other. Raises as `ver`."""
        dicho = self._pedir(lambda: self._estacion.nodo.otra_via(self.sesion.operador, hecho))
        if dicho is None:
            return None
        texto, contenido = dicho
        return leer_lado(*json.loads(texto)).con_imagen(contenido)

    @accion("acuerdos.mirar")
    def mirar(self, dicha: str) -> ActaPorCorregir:
        """What may be proposed of it. Raises DatoInvalido, SinNodo, or NoProcede when it is of another site."""
        acta = self._estacion.acta_dicha(dicha).clave
        texto = self._pedir(lambda: self._estacion.nodo.por_proponer(self.sesion.operador, acta))
        if texto is None:
            raise NoProcede(f"Del acta «{acta}» no ha llegado nada, o no es de este sitio.")
        return _por_corregir(acta, texto)

    @accion("acuerdos.cambiar")
    def cambiar(self, clave: str, fuente: Fuente, valores: Sequence[object], motivo: str) -> Recibo:
        """Proposes other figures for a settled acta (R-07, outcome 2). Raises DatoInvalido or ErrorDeSpool."""
        acta, texto = self._estacion.acta(clave), motivo_escrito(motivo)
        nuevas = valores_de([cifra_escrita(v) for v in valores], self._estacion.forma(acta))
        return self._hacer(acta.clave, fuente, proponer(Cotejo(2, texto, nuevas), texto))

    @accion("acuerdos.quitar")
    def quitar(self, clave: str, quitable: Quitable, motivo: str) -> Recibo:
        """Proposes that a fact no longer count (R-08). Raises DatoInvalido or ErrorDeSpool."""
        texto = motivo_escrito(motivo)
        cuerpo = proponer(Anulacion(quitable.hecho, texto), texto)
        return self._hacer(self._estacion.acta(clave).clave, quitable.fuente, cuerpo)

    @accion("acuerdos.reabrir")
    def reabrir(self, clave: str, motivo: str, fuente: Fuente = Fuente.CATD) -> Recibo:
        """Proposes that a settled acta be captured again (R-07, outcome 3). Raises DatoInvalido or ErrorDeSpool."""
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
        dicho = Conforme(vista.hecho, respuesta, motivo, huella_vista(vista.propone, vista.cuerpo))
        return self._hacer(vista.acta, vista.fuente, dicho)


def _por_corregir(clave: str, texto: str) -> ActaPorCorregir:
    dicho = json.loads(texto)
    quitables = tuple(
        Quitable(UUID(hecho), tipo, Fuente(fuente), operador, datetime.fromisoformat(cuando))
        for hecho, tipo, fuente, operador, cuando in dicho["quitables"]
    )
    return ActaPorCorregir(
        clave, Fuente(dicho["fuente"]), tuple(leer_valor(v) for v in dicho["valores"] or ()), quitables
    )
