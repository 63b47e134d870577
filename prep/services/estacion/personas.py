"""People of a site, between two who work there: another password for who forgot theirs, other roles or site (P-10).

What is proposed does nothing until somebody else of the desk or the coordination accepts it; then at once.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Conforme, Datos, Fuente, Propuesta, Respuesta, Tipo
from prep.domain.hechos.propuestas import huella_vista
from prep.domain.hechos.roles import DE_PERSONA, Rol
from prep.domain.hechos.texto import cuerpo_de_texto
from prep.domain.reglas.ordenes import ORDEN
from prep.domain.reglas.personas import SITIO, CambioDePersona, DondeTrabaja, cambio_propuesto, impedimento
from prep.net.identidad import nueva as llave_nueva
from prep.net.identidad import sellar
from prep.services.estacion.contrasena import exigir_regla
from prep.services.estacion.entradas import motivo_escrito
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import CasoDeUso, Recibo
from prep.services.estacion.sesion import accion

VISTO = "La persona está aquí y estoy de acuerdo."


@dataclass(frozen=True, slots=True)
class PersonaDelSitio:
    """Somebody who works here, as they are now."""

    operador: str
    nombre: str
    roles: tuple[str, ...]
    sitio: str


@dataclass(frozen=True, slots=True)
class CambioVisto:
    """What somebody proposed of a person, by the node's clock; `respuesta` None while it waits."""

    hecho: UUID
    propone: str
    momento: datetime
    vence: datetime
    cuerpo: Propuesta
    cambio: CambioDePersona
    respuesta: Respuesta | None
    responde: str


@dataclass(frozen=True, slots=True)
class VistaDePersonas:
    personas: tuple[PersonaDelSitio, ...]
    cambios: tuple[CambioVisto, ...]


class Personas(CasoDeUso):
    """Of one person who coordinates, or works at the desk, at one station. Needs the node."""

    _SIN_NODO = "Sin nodo no se ven ni se cambian las personas. Aparecen solas cuando vuelva."

    @accion("personas.ver")
    def ver(self) -> VistaDePersonas:
        """Raises SinNodo or NoProcede."""
        return _vista(self._pedir(lambda: self._estacion.nodo.personas(self.sesion.operador)))

    @accion("personas.cuantas")
    def cuantas(self) -> int:
        """How many proposals wait for this person. Raises SinNodo or NoProcede."""
        return self._pedir(lambda: self._estacion.nodo.personas_por_contestar(self.sesion.operador))

    @accion("personas.restablecer")
    def restablecer(self, quien: str, contrasena: str, motivo: str) -> Recibo:
        """Proposes a new key for somebody, who typed its password here. Raises DatoInvalido, SinNodo or NoProcede."""
        self._exigir_otro(quien)
        exigir_regla(quien, contrasena)
        texto, llave = motivo_escrito(motivo), llave_nueva()
        sellada = sellar(llave, contrasena)
        sello = self._pedir(lambda: self._estacion.nodo.sellar(self.sesion.operador, sellada))
        return self._proponer(CambioDePersona(quien, llave.publica, sello), texto)

    @accion("personas.cambiar")
    def cambiar(self, quien: str, roles: Iterable[str], sitio: str, motivo: str) -> Recibo:
        """Proposes what somebody does and where, from then on. Raises DatoInvalido, SinNodo or NoProcede."""
        self._exigir_otro(quien)
        suyos = frozenset(roles)
        if not suyos or not suyos <= DE_PERSONA:
            raise DatoInvalido(f"Elija uno o más permisos: {', '.join(sorted(map(str, DE_PERSONA)))}.")
        if not SITIO.fullmatch(sitio):
            raise DatoInvalido(f"«{sitio[:10]}» no es un sitio: escriba dos cifras, por ejemplo 07, o CCV.")
        cambio = CambioDePersona(quien, roles=frozenset(map(str, suyos)), sitio=sitio)
        return self._proponer(cambio, motivo_escrito(motivo))

    @accion("personas.aceptar")
    def aceptar(self, visto: CambioVisto, motivo: str = VISTO) -> Recibo:
        """Somebody else's, in its time: then it is done. Raises NoProcede."""
        self._exigir_que_valga(visto)
        return self._contestar(visto, Respuesta.ACEPTA, motivo)

    @accion("personas.rechazar")
    def rechazar(self, visto: CambioVisto, motivo: str) -> Recibo:
        """Says no, and why. Raises NoProcede, or DatoInvalido without a reason."""
        return self._contestar(visto, Respuesta.RECHAZA, motivo_escrito(motivo))

    def _proponer(self, cambio: CambioDePersona, motivo: str) -> Recibo:
        return self._hacer("", Fuente.CATD, Propuesta(ORDEN, Datos(cambio.orden.texto), motivo))

    def _contestar(self, visto: CambioVisto, respuesta: Respuesta, motivo: str) -> Recibo:
        if visto.propone == self.sesion.operador:
            raise NoProcede("Lo propuso usted: lo contesta otra persona.")
        self._exigir_otro(visto.cambio.operador)
        if visto.respuesta is not None:
            raise NoProcede(f"Ya lo contestó {visto.responde}.")
        if datetime.now(UTC) + timedelta(milliseconds=self._estacion.desfase_ms) > visto.vence:
            raise NoProcede("Se venció su plazo. Si procede, que se proponga de nuevo.")
        dicho = Conforme(visto.hecho, respuesta, motivo, huella_vista(visto.propone, visto.cuerpo))
        return self._hacer("", Fuente.CATD, dicho)

    def _exigir_que_valga(self, visto: CambioVisto) -> None:
        """That this person may, by what is known here: else it would be said done, and would not be."""
        aqui, sesion = self._estacion.sitio, self.sesion
        lugares = {o.operador: DondeTrabaja(o.roles, aqui) for o in self._estacion.operadores()}
        suyo = lugares.get(visto.cambio.operador)
        propone = lugares.get(visto.propone, DondeTrabaja({Rol.COORDINACION}, CCV))  # of another site: the centre's
        if suyo and (razon := impedimento(visto.cambio, suyo, propone, DondeTrabaja(sesion.roles, aqui))):
            raise NoProcede(f"Usted no puede aceptarlo: {razon}.")

    def _exigir_otro(self, quien: str) -> None:
        if quien == self.sesion.operador:
            raise NoProcede("Lo suyo lo cambian otras dos personas. Su contraseña la cambia usted al entrar.")


def _vista(texto: str) -> VistaDePersonas:
    dicho = json.loads(texto)
    cambios = []
    for id_, propone, momento, vence, cuerpo, respuesta, responde in dicho["propuestas"]:
        propuesta = cuerpo_de_texto(Tipo.PROPUESTA, cuerpo)
        cambio = cambio_propuesto(propuesta) if isinstance(propuesta, Propuesta) else None
        if cambio is not None and isinstance(propuesta, Propuesta):
            cambios.append(
                CambioVisto(
                    UUID(id_),
                    propone,
                    datetime.fromisoformat(momento),
                    datetime.fromisoformat(vence),
                    propuesta,
                    cambio,
                    Respuesta(respuesta) if respuesta else None,
                    responde,
                )
            )
    personas = tuple(PersonaDelSitio(o, nombre, tuple(roles), sitio) for o, nombre, roles, sitio in dicho["personas"])
    return VistaDePersonas(personas, tuple(cambios))
