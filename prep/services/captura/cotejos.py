"""Cotejo: what was published beside the other source, its two images and sets of figures, and one of three outcomes.

Asked for by the desk or the coordination with a reason, or opened by the fold once both sources are verified (R-06,
R-07). Outcome 1 is of one person; 2 and 3 change what is published, so another one has to accept them (P-10).
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from prep.domain.hechos.campos import Valor, leer_valor
from prep.domain.hechos.hechos import Cotejo, Fuente
from prep.domain.hechos.indicio import leer
from prep.domain.hechos.propuestas import proponer
from prep.domain.hechos.roles import Rol
from prep.domain.reglas.auxilio import PIDA
from prep.domain.vida.acuerdo import SE_ABRE, SE_CAMBIA, SE_PIDE, SIN_CAMBIO
from prep.domain.vida.estado import Etapa
from prep.services.captura.trabajo import ConTrabajo, Trabajo
from prep.services.estacion.entradas import motivo_escrito, valores_de
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import Recibo
from prep.services.estacion.sesion import accion
from prep.services.nodo.tipos import CotejoEnBandeja, MiradaEnBandeja, TrabajoTomado

SE_ABRE_S = (0.1, 4.0)  # between two tries, and how long in all: the árbitro opens a cotejo in a fraction of a second
MIRADA = "Segunda mirada"
IGUAL = "Cotejada: las cifras publicadas son las del acta."


@dataclass(frozen=True, slots=True)
class PedidoDeCotejo:
    """Who asked for it, when and why."""

    hecho: UUID
    operador: str
    cuando: datetime
    motivo: str
    mirada: str = ""


@dataclass(frozen=True, slots=True)
class LadoDeCotejo:
    """The acta as one source has it. `valores`, `documento`, `capturas`: only once it is verified (R-04)."""

    fuente: Fuente
    etapa: Etapa
    sitio: str
    imagen: str
    valores: tuple[Valor, ...]
    documento: str
    capturas: tuple[UUID, ...]
    contenido: bytes = b""

    @property
    def llego(self) -> bool:
        """Whether anything of it came."""
        return self.etapa not in (Etapa.ESPERADA, Etapa.SIN_ACTA, Etapa.TRASLADADA)

    def con_imagen(self, contenido: bytes) -> "LadoDeCotejo":
        """The same, with what the node gave; raises NoProcede when it came damaged."""
        if contenido and sha256(contenido).hexdigest() != self.imagen:
            raise NoProcede(f"La imagen de la otra vía llegó dañada. {PIDA}")
        return replace(self, contenido=contenido)


@dataclass(frozen=True, slots=True)
class CasoDeCotejo:
    """`publicada`: the source whose figures stand, whose image is the work's."""

    trabajo: Trabajo
    publicada: LadoDeCotejo
    otra: LadoDeCotejo
    pedidos: tuple[PedidoDeCotejo, ...]

    @property
    def vistos(self) -> tuple[UUID, ...]:
        """What an outcome answers: who asked, and the capturas of the other source."""
        return (*(p.hecho for p in self.pedidos), *self.otra.capturas)

    @property
    def senalados(self) -> frozenset[str]:
        """The fields that the second look points at."""
        indicios = (leer(p.mirada) for p in self.pedidos)
        return frozenset(campo for i in indicios if i is not None for campo in i.campos)

    @property
    def difieren(self) -> int:
        """In how many fields; 0 also when the other one has no figures."""
        return sum(a != b for a, b in zip(self.publicada.valores, self.otra.valores, strict=False))


class Cotejar(ConTrabajo):
    """Needs the node to begin; what is decided is kept and delivered later."""

    _OFICIO = "cotejo"

    @accion("cotejos.bandeja")
    def bandeja(self) -> tuple[CotejoEnBandeja, ...]:
        """Those that wait at this site, the oldest first, without figures. Raises SinNodo or NoProcede."""
        return self._pedir(lambda: self._estacion.nodo.cotejos(self.sesion.operador))

    @accion("cotejos.miradas")
    def miradas(self) -> tuple[MiradaEnBandeja, ...]:
        """What the second look offers here, in the order in which to look. Raises SinNodo or NoProcede."""
        return self._pedir(lambda: self._estacion.nodo.miradas(self.sesion.operador))

    @accion("cotejos.cuantos")
    def cuantos(self) -> int:
        """How many wait that nobody has: for the desk, those it may take. Raises SinNodo or NoProcede."""
        mesa = Rol.MESA in self.sesion.roles
        return sum(f.puede if mesa else not (f.tiene or f.propone) for f in self.bandeja())

    @accion("cotejos.pedir")
    def pedir(self, dicha: str, motivo: str) -> Recibo:
        """Asks that a registered acta be compared; it opens once it is published. Raises DatoInvalido, SinNodo or
        NoProcede."""
        acta, texto = self._estacion.acta_dicha(dicha).clave, motivo_escrito(motivo)
        sabido = self._pedir(lambda: self._estacion.nodo.consultar_acta(acta))
        if sabido.get("etapa") != Etapa.VERIFICADA:
            raise NoProcede(f"El acta «{acta}» no tiene cifras verificadas: no hay qué cotejar todavía.")
        return self._hacer(acta, Fuente.CATD, Cotejo(SE_PIDE, texto))

    @accion("cotejos.mirar")
    def mirar(self, mirada: MiradaEnBandeja) -> CasoDeCotejo | None:
        """Asks for its cotejo, signed with the reason, and takes it; None when somebody else did, or it has not opened.

        Raises SinNodo or NoProcede.
        """
        if not mirada.puede:
            raise NoProcede("Usted capturó esa acta: que la vea otra persona.")
        texto = f"{MIRADA}: {mirada.frase}." + (f" Seguridad {mirada.seguridad}." if mirada.seguridad else "")
        self._hacer(mirada.acta, Fuente.CATD, Cotejo(SE_PIDE, motivo_escrito(texto), mirada=mirada.mirada))
        limite = time.monotonic() + SE_ABRE_S[1]
        while (caso := self.tomar_caso(mirada.acta)) is None and time.monotonic() < limite:
            time.sleep(SE_ABRE_S[0])
        return caso

    @accion("cotejos.tomar")
    def tomar(self) -> CasoDeCotejo | None:
        """The oldest that this person may take (never one whose figures they captured), or None.

        Raises SinNodo or NoProcede.
        """
        return self._tomar(None)

    @accion("cotejos.tomar_caso")
    def tomar_caso(self, clave: str) -> CasoDeCotejo | None:
        """That of acta `clave`; None when it is not for this person now. Raises as `tomar`; NoProcede also when another
        one is half done."""
        caso = self._tomar(clave)
        if caso is not None and caso.trabajo.acta.clave != clave:
            raise NoProcede(f"Tiene a medias el cotejo de «{caso.trabajo.acta.clave}». Decídalo o déjelo antes.")
        return caso

    @accion("cotejos.aceptar")
    def aceptar(self, caso: CasoDeCotejo, motivo: str = IGUAL) -> Recibo:
        """Outcome 1: the published figures are right. Raises ErrorDeSpool."""
        return self._decidir(caso, Cotejo(SIN_CAMBIO, motivo_escrito(motivo), vistos=caso.vistos))

    @accion("cotejos.modificar")
    def modificar(self, caso: CasoDeCotejo, valores: Sequence[object], motivo: str) -> Recibo:
        """Outcome 2, proposed: these figures instead. Raises DatoInvalido or ErrorDeSpool."""
        nuevas, texto = valores_de(valores, caso.trabajo.forma), motivo_escrito(motivo)
        if nuevas == caso.publicada.valores:
            raise DatoInvalido("Esas cifras son las publicadas: acéptelas con F2, o escriba la que cambia.")
        return self._decidir(caso, Cotejo(SE_CAMBIA, texto, nuevas, vistos=caso.vistos))

    @accion("cotejos.rechazar")
    def rechazar(self, caso: CasoDeCotejo, motivo: str, *, redigitalizar: bool = False) -> Recibo:
        """Outcome 3, proposed: captured again, or digitised when it is the image that does not serve.

        Raises DatoInvalido or ErrorDeSpool.
        """
        if redigitalizar and not caso.publicada.imagen:
            raise DatoInvalido("Se publicó desde el papel, sin imagen: pida que se capture otra vez.")
        imagen = caso.publicada.imagen if redigitalizar else ""
        return self._decidir(caso, Cotejo(SE_ABRE, motivo_escrito(motivo), (), imagen, caso.vistos))

    @accion("cotejos.renovar")
    def renovar(self, caso: CasoDeCotejo) -> bool:
        """The heartbeat. False: somebody else may have it now."""
        return self._latido(caso.trabajo)

    @accion("cotejos.devolver")
    def devolver(self, caso: CasoDeCotejo) -> bool:
        """Leave it for somebody else."""
        return self._soltar(caso.trabajo.toma)

    def _decidir(self, caso: CasoDeCotejo, cuerpo: Cotejo) -> Recibo:
        toma = caso.trabajo.toma
        solo = cuerpo.resultado == SIN_CAMBIO
        return self._hacer(toma.acta, toma.fuente, cuerpo if solo else proponer(cuerpo, cuerpo.motivo))

    def _tomar(self, clave: str | None) -> CasoDeCotejo | None:
        self._entregar_todo()
        toma = self._pedir(lambda: self._estacion.nodo.reclamar_cotejo(self.sesion.operador, clave))
        if toma is None:
            return None
        trabajo = self._preparar(toma)
        try:
            return self._caso(toma, trabajo)
        except NoProcede:
            self._soltar(toma)
            raise

    def _caso(self, toma: TrabajoTomado, trabajo: Trabajo) -> CasoDeCotejo:
        nodo = self._estacion.nodo
        dicho = json.loads(self._pedir(lambda: nodo.ver_cotejo(toma.trabajo, toma.toma)))
        lados = {lado.fuente: lado for lado in (leer_lado(*fila) for fila in dicho["fuentes"])}
        publicada = lados.pop(toma.fuente)
        (otra,) = lados.values()
        if otra.imagen:
            otra = otra.con_imagen(self._pedir(lambda: nodo.imagen_cotejo(toma.trabajo, toma.toma, otra.fuente)) or b"")
        pedidos = tuple(PedidoDeCotejo(UUID(i), q, datetime.fromisoformat(c), *m) for i, q, c, *m in dicho["pedidos"])
        return CasoDeCotejo(trabajo, publicada, otra, pedidos)


def leer_lado(
    fuente: str, etapa: str, sitio: str, imagen: str, valores: Sequence[object] | None, documento: str | None,
    capturas: Sequence[str] | None,
) -> LadoDeCotejo:  # fmt: skip
    """One source, as the node tells it to who compares."""
    return LadoDeCotejo(
        Fuente(fuente), Etapa(etapa), sitio, imagen, tuple(leer_valor(v) for v in valores or ()), documento or "",
        tuple(UUID(c) for c in capturas or ()),
    )  # fmt: skip
