"""Acopio at a CATD: the sobre is received, or there is none, or what was noted by mistake no longer counts."""

from collections.abc import Sequence
from uuid import UUID

from prep.domain.catalogo.catalogo import CCV, Acta
from prep.domain.hechos.hechos import Acopio, Anulacion, Cuerpo, Fuente, Hecho, MotivoSinActa, SinActa, Tipo
from prep.domain.hechos.roles import Rol
from prep.domain.hechos.tipos import RETIRABLES
from prep.services.estacion.entradas import motivo_escrito
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinPermiso
from prep.services.estacion.estacion import CasoDeUso, Recibo
from prep.services.estacion.sesion import accion

MECANISMOS = {"D": "DAT", "F": "CRyT fijo", "I": "CRyT itinerante", "": "directo"}  # as published (dictionary, 39)
FALTA = "Elija cómo llegó: Alt+D (DAT), Alt+F (CRyT fijo), Alt+I (CRyT itinerante) o Alt+R (directo)."


class Acopiar(CasoDeUso):
    """Goes on without the node (R-33)."""

    @accion("acopio.registrar")
    def registrar(self, clave: str, mecanismo: str | None) -> Recibo:
        """The sobre of acta `clave` is received now, brought by `mecanismo`; None: by what the catalogue says.

        Raises NoProcede, DatoInvalido or ErrorDeSpool.
        """
        acta = self._de_aqui(clave)
        cuerpo = self._cuerpo(acta, mecanismo)
        if self._estacion.spool.de_acta(clave, Tipo.ACOPIO):
            raise NoProcede(
                f"El sobre de {self._estacion.nombre(clave)} ya se recibió en esta estación. No hace falta repetirlo."
            )
        return self._hacer(acta.clave, Fuente.CATD, cuerpo)

    @accion("acopio.recibir")
    def recibir(self, claves: Sequence[str], mecanismo: str | None) -> tuple[Hecho, ...]:
        """The sobres of all these actas are received now: all or none, on this station's disk when it returns.

        It never waits for the node: the heartbeat delivers them. Whether they were received before is the counter's to
        look at, which knows the other stations' receptions and anulaciones too. Raises as `registrar`.
        """
        actas = [self._de_aqui(clave) for clave in dict.fromkeys(claves)]
        return self._guardar([(acta.clave, self._cuerpo(acta, mecanismo)) for acta in actas])

    @accion("acopio.declarar")
    def declarar(self, claves: Sequence[str], motivo: MotivoSinActa) -> tuple[Hecho, ...]:
        """There is no acta of any of these, for one reason (R-35): all or none, and looked at before, as `recibir`."""
        cuerpo = SinActa(motivo)
        return self._guardar([(self._esperada(clave).clave, cuerpo) for clave in dict.fromkeys(claves)])

    @accion("acopio.sin_acta")
    def sin_acta(self, clave: str, motivo: MotivoSinActa) -> Recibo:
        """There is no acta, for one of the three reasons (R-16); reversible with `anular` or by its arrival (R-35).

        Raises NoProcede: it was received, or declared, at this station already.
        """
        acta = self._esperada(clave)
        if self._estacion.spool.de_acta(clave, Tipo.ACOPIO):
            raise NoProcede(
                f"El sobre de {self._estacion.nombre(clave)} ya se recibió. Si fue un error, anule antes su acopio."
            )
        if self._estacion.spool.de_acta(clave, Tipo.SIN_ACTA):
            raise NoProcede(f"El acta {self._estacion.nombre(clave)} ya se declaró SIN ACTA en esta estación.")
        return self._hacer(acta.clave, Fuente.CATD, SinActa(motivo))

    @accion("acopio.anular")
    def anular(self, hecho: UUID, motivo: str, clave: str = "") -> Recibo:
        """An earlier fact no longer counts; it stays readable (R-08).

        Who receives annuls their own acopio or sin acta of this station; coordinación any fact, naming its acta
        (`clave`) when it was made elsewhere. Raises SinPermiso for another's, DatoInvalido without reason or acta.
        """
        texto = motivo_escrito(motivo)
        propio = self._estacion.spool.propio(hecho)
        if Rol.COORDINACION not in self.sesion.roles and (
            propio is None or propio.operador != self.sesion.operador or propio.tipo not in RETIRABLES
        ):
            raise SinPermiso(
                "Sólo puede anular sus propios acopios y declaraciones. Pídalo a la coordinación con Ctrl+F1."
            )
        if propio is None and not clave:
            raise DatoInvalido("Ese hecho no es de esta estación. Indique de qué acta es.")
        acta = clave if propio is None else propio.acta
        fuente = Fuente.CATD if propio is None else propio.fuente
        return self._hacer(self._estacion.acta(acta).clave, fuente, Anulacion(hecho, texto))

    def _cuerpo(self, acta: Acta, mecanismo: str | None) -> Acopio:
        """The mechanism is approved beforehand for each package; the counter confirms or corrects it."""
        dicho = acta.traslado if mecanismo is None else mecanismo
        if dicho is None:
            raise DatoInvalido(f"El catálogo no dice cómo llega el paquete. {FALTA}")
        if dicho not in MECANISMOS:
            raise DatoInvalido(f"El mecanismo de traslado «{dicho}» no existe. Elija D, F, I o directo.")
        return Acopio(self._estacion.sitio, dicho)

    def _esperada(self, clave: str) -> Acta:
        acta = self._de_aqui(clave)
        if not acta.catalogada:
            raise NoProcede("Un acta fuera de catálogo no se declara SIN ACTA: no se esperaba.")
        return acta

    def _guardar(self, cuerpos: Sequence[tuple[str, Cuerpo]]) -> tuple[Hecho, ...]:
        """Signed with the last measured offset, in one commit of the spool."""
        firma, desfase_ms = self.sesion.firma, self._estacion.desfase_ms
        firmados = [firma.hecho(acta, Fuente.CATD, cuerpo, desfase_ms) for acta, cuerpo in cuerpos]
        self._estacion.spool.guardar(firmados)
        return tuple(firmado.hecho for firmado in firmados)

    def _de_aqui(self, clave: str) -> Acta:
        acta, sitio = self._estacion.acta(clave), self._estacion.sitio
        # A stray acta may come to any CATD; paper comes to the CCV only when the catalogue says so (R-11b).
        if acta.centro != sitio and (acta.catalogada or sitio == CCV):
            raise NoProcede(
                f"El acta {self._estacion.nombre(clave)} no se recibe en {sitio}. Llévela a {acta.centro or 'un CATD'}."
            )
        return acta
