"""A station at work: its spool, its node, the catalogue of its site, and the steps that every action shares."""

import json
from base64 import b64decode, b64encode
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar
from uuid import UUID

from prep.domain.catalogo.acta_dicha import ActaNoDicha, acta_dicha, nombre_de_clave
from prep.domain.catalogo.catalogo import Acta, Catalogo, Forma
from prep.domain.catalogo.fuera_de_catalogo import PREFIJO, ClaveInvalida, acta_fc
from prep.domain.hechos.hechos import Cuerpo, Fuente, Propuesta
from prep.domain.hechos.horas import hora_de, texto_de
from prep.domain.reglas.apertura import Apertura
from prep.services.estacion.entrega import OTRO_PROCESO, Entrega
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinNodo
from prep.services.estacion.prenda import FRASES, con_sesion
from prep.services.estacion.sesion import Sesion, abrir_sesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import EstadoNodo, NodoAusente, NodoRechaza, OperadorConocido
from prep.store.catalogo_json import catalogo_de_texto
from prep.store.hechos import HechoFirmado
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import Entregado, ErrorDeSpool, ImagenNueva

R = TypeVar("R")
APERTURA = "apertura"  # of its copy in the spool


@dataclass(frozen=True, slots=True)
class Recibo:
    """What the screen may say: the fact is on this station's disk; `estado` tells whether the node has it too.

    `aviso`: why delivery stopped, "" when it did not. Nothing is lost by it. `propuesto`: it does nothing until
    somebody else agrees (P-10).
    """

    hecho: UUID
    momento: datetime
    estado: Entregado
    aviso: str = ""
    propuesto: bool = False


class Estacion:
    """`sitio` is 01 … 33 or CCV. What the node said last (catalogue, operators, clock) is kept in the spool."""

    def __init__(self, spool: Spool, nodo: NodoCliente, sitio: str, catalogo: Catalogo | None = None) -> None:
        """`catalogo`: to share one already read; without it, the last copy in the spool."""
        self.spool, self.nodo, self.sitio = spool, nodo, sitio
        self.de_antes = ""  # what stays to be said here of an earlier proceso
        self._entrega_aparte = False
        self._salidos: deque[str] = deque()  # filled by the windows' thread, emptied by the pulse's
        self.entrega = Entrega(spool, nodo)
        self._catalogo = catalogo
        self.desfase_ms = int(spool.copia("desfase_ms") or 0)
        self._apertura = _apertura_de_texto(spool.copia(APERTURA))

    def entregar_aparte(self) -> None:
        """From now on somebody else delivers what is kept (a window's pulse): no action waits for the node."""
        self._entrega_aparte = True

    @property
    def catalogo(self) -> Catalogo:
        """As the node gave it last. Raises NoProcede before the first time."""
        if self._catalogo is None:
            texto = self.spool.copia("catalogo")
            if texto is None:
                raise NoProcede("Esta estación aún no tiene catálogo. Conéctela una vez a su nodo y vuelva a entrar.")
            self._catalogo = catalogo_de_texto(texto)
        return self._catalogo

    def medir_reloj(self) -> EstadoNodo:
        """Ask the node its time and phase, and keep the clock's offset (R-10). Refuses another proceso (R-10b)."""
        try:
            estado = self.entrega.reconocer()
        except NodoRechaza as rechazo:
            if rechazo.codigo == OTRO_PROCESO:
                raise NoProcede(rechazo.mensaje) from rechazo
            raise
        self._recordar_apertura(Apertura(estado.fase, estado.apertura))
        if estado.desfase_ms != self.desfase_ms:
            self.desfase_ms = estado.desfase_ms
            self.spool.copiar("desfase_ms", str(estado.desfase_ms))
        return estado

    def apertura(self) -> Apertura | None:
        """As the node said last; None before the first time."""
        return self._apertura

    def _recordar_apertura(self, dicha: Apertura) -> None:
        if dicha != self._apertura:
            self._apertura = dicha
            self.spool.copiar(APERTURA, json.dumps([dicha.fase, texto_de(dicha.hora) if dicha.hora else ""]))

    def actualizar(self) -> EstadoNodo:
        """Bring clock, operators and catalogue from the node. Raises NodoAusente, NodoRechaza or NoProcede."""
        estado = self.medir_reloj()
        self.spool.copiar("operadores", _operadores_a_texto(self.nodo.operadores()))
        texto = self.nodo.catalogo()
        if texto != self.spool.copia("catalogo"):
            self._catalogo = catalogo_de_texto(texto)
            self.spool.copiar("catalogo", texto)
        return estado

    def operadores(self) -> tuple[OperadorConocido, ...]:
        """Who may log in here, as the node said last. Raises NoProcede before the first time."""
        texto = self.spool.copia("operadores")
        if texto is None:
            raise NoProcede("Esta estación aún no conoce a sus operadores. Conéctela una vez a su nodo.")
        return _operadores_de_texto(texto)

    def entrar(self, operador: str, contrasena: str) -> Sesion:
        """Log in, with or without the node; what its node says of that person now is asked before it is refused.

        Raises NoProcede.
        """
        conocidos, lugar = self.operadores(), (self.spool.estacion, self.spool.proceso)
        try:
            return abrir_sesion(conocidos, operador, contrasena, *lugar)
        except NoProcede:
            if not self._cambio(operador):
                raise
        return abrir_sesion(self.operadores(), operador, contrasena, *lugar)

    def _cambio(self, operador: str) -> bool:
        """Whether the node knows that person otherwise than this station did; then this station does too."""
        try:
            ahora = self.nodo.operadores()
        except (NodoAusente, NodoRechaza):
            return False
        de_el = [o for o in ahora if o.operador == operador]
        if de_el == [o for o in self.operadores() if o.operador == operador]:
            return False
        self.spool.copiar("operadores", _operadores_a_texto(ahora))
        return True

    def recordar(self, suyo: OperadorConocido) -> None:
        """What that person changed here is known here at once."""
        otros = tuple(o for o in self.operadores() if o.operador != suyo.operador)
        self.spool.copiar("operadores", _operadores_a_texto((*otros, suyo)))

    def vigente(self, sesion: Sesion) -> bool:
        """Whether who is here still has the key and the roles with which they logged in, as the node said last."""
        try:
            suyo = next((o for o in self.operadores() if o.operador == sesion.operador), None)
        except NoProcede:  # it was never told
            return True
        return suyo is not None and suyo.publica == sesion.conocido.publica and set(suyo.roles) == sesion.roles

    def salir(self, operador: str) -> None:
        """That person left: their session at the node ends with the next `despedir`."""
        self._salidos.append(operador)

    def despedir(self) -> None:
        """Ends at the node the sessions of who left. Raises NodoAusente or NodoRechaza: the rest waits for the next."""
        while self._salidos:
            self.nodo.cerrar_sesion(self._salidos[0])
            self._salidos.popleft()

    def acta(self, clave: str) -> Acta:
        """The acta of that key, in the catalogue of this site or fuera de catálogo; raises DatoInvalido."""
        acta = self.catalogo.actas.get(clave)
        if acta is not None:
            return acta
        if clave.startswith(PREFIJO):
            try:
                return acta_fc(clave, self.catalogo)
            except ClaveInvalida as error:
                raise DatoInvalido(f"La clave «{clave}» no sirve: {error}. Corrija la identificación.") from error
        raise DatoInvalido(
            f"El acta {self.nombre(clave)} no está en el catálogo de este sitio ({self.sitio}). Revise sección, tipo y"
            " número. Si es de otro CATD, apártela y regístrelo con Ctrl+I, para que la lleven."
        )

    def nombre(self, clave: str) -> str:
        """The acta of that key as people say it: `123 C2 ALC`."""
        return nombre_de_clave(clave, self.catalogo)

    def acta_dicha(self, texto: str) -> Acta:
        """The acta that somebody wrote or read in a field; raises DatoInvalido, with what is wrong and an example."""
        try:
            return acta_dicha(texto, self.catalogo)
        except ActaNoDicha as error:
            raise DatoInvalido(str(error)) from error

    def forma(self, acta: Acta) -> Forma:
        return self.catalogo.forma_de(acta)

    def registrar(self, firmado: HechoFirmado, *imagenes: ImagenNueva) -> Recibo:
        """Spool first, then one attempt to deliver. Raises ErrorDeSpool (nothing was saved)."""
        self.spool.guardar([firmado], imagenes)
        hecho, propuesto = firmado.hecho, isinstance(firmado.hecho.cuerpo, Propuesta)
        if self._entrega_aparte:
            return Recibo(hecho.id, hecho.momento, Entregado.PENDIENTE, propuesto=propuesto)
        try:
            aviso = self.entrega.intentar().motivo
        except (NodoRechaza, ErrorDeSpool) as error:  # it is saved: what went wrong is the delivery
            aviso = str(error)
        propio = self.spool.propio(hecho.id)
        estado = Entregado.PENDIENTE if propio is None else propio.estado
        return Recibo(hecho.id, hecho.momento, estado, aviso, propuesto)


class CasoDeUso:
    """A use case: an operator's session at a station."""

    _SIN_NODO: ClassVar[str]  # what is said, and what to do, when no node answers what this one asks

    def __init__(self, estacion: Estacion, sesion: Sesion) -> None:
        self._estacion, self._sesion = estacion, sesion

    @property
    def sesion(self) -> Sesion:
        return self._sesion

    def _preguntar(self, pregunta: Callable[[], R]) -> R:
        """Asks the node something in the operator's name. Raises NodoAusente or NodoRechaza."""
        return con_sesion(self._estacion.nodo, self._sesion.firma, pregunta)

    def _pedir(self, pregunta: Callable[[], R]) -> R:
        """The same, in the operator's words. Raises SinNodo when no node answers, NoProcede when it refuses."""
        try:
            return self._preguntar(pregunta)
        except NodoAusente as ausente:
            raise SinNodo(self._SIN_NODO) from ausente
        except NodoRechaza as rechazo:
            raise NoProcede(FRASES.get(rechazo.codigo, "{}").format(rechazo.mensaje)) from rechazo

    def _hacer(self, acta: str, fuente: Fuente, cuerpo: Cuerpo, *imagenes: ImagenNueva) -> Recibo:
        """Sign with the last measured offset, spool, try to deliver."""
        firmado = self._sesion.firma.hecho(acta, fuente, cuerpo, self._estacion.desfase_ms)
        return self._estacion.registrar(firmado, *imagenes)


def _apertura_de_texto(texto: str | None) -> Apertura | None:
    if texto is None:
        return None
    fase, hora = json.loads(texto)
    return Apertura(fase, hora_de(hora))


def _operadores_a_texto(operadores: tuple[OperadorConocido, ...]) -> str:
    return json.dumps(
        [[o.operador, o.nombre, b64encode(o.publica).decode("ascii"), o.sellada, list(o.roles)] for o in operadores]
    )


def _operadores_de_texto(texto: str) -> tuple[OperadorConocido, ...]:
    return tuple(
        OperadorConocido(operador, nombre, b64decode(publica), sellada, tuple(roles))
        for operador, nombre, publica, sellada, roles in json.loads(texto)
    )
