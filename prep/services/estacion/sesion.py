"""Who is working at a station: opened by unsealing the operator's key, with roles checked at each action."""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Concatenate, Final, ParamSpec, Protocol, TypeVar

from prep.domain.hechos.roles import DE_PERSONA, Rol
from prep.net.identidad import ContrasenaIncorrecta, LlaveInvalida, abrir
from prep.services.estacion.errores import AccesoNegado, NoProcede, SinPermiso
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.nodo.tipos import OperadorConocido

P = ParamSpec("P")
R = TypeVar("R")

# Which role does what. A test walks every public action of the use cases: one that is not here cannot be called.
PERMISOS: Final[Mapping[str, frozenset[Rol]]] = {
    "acopio.registrar": frozenset({Rol.ACOPIO}),
    "acopio.recibir": frozenset({Rol.ACOPIO}),
    "acopio.sin_acta": frozenset({Rol.ACOPIO, Rol.COORDINACION}),
    "acopio.declarar": frozenset({Rol.ACOPIO, Rol.COORDINACION}),
    "acopio.anular": frozenset({Rol.ACOPIO, Rol.COORDINACION}),
    "digitalizacion.digitalizar": frozenset({Rol.DIGITALIZACION}),
    "captura.tomar": frozenset({Rol.CAPTURA}),
    "captura.tomar_acta": frozenset({Rol.CAPTURA}),
    "captura.anticipar": frozenset({Rol.CAPTURA}),
    "captura.esperar": frozenset({Rol.CAPTURA}),
    "captura.renovar": frozenset({Rol.CAPTURA}),
    "captura.devolver": frozenset({Rol.CAPTURA}),
    "captura.devolver_por": frozenset({Rol.CAPTURA}),
    "captura.guardar_borrador": frozenset({Rol.CAPTURA}),
    "captura.terminar": frozenset({Rol.CAPTURA}),
    "validacion.tomar": frozenset({Rol.MESA}),
    "validacion.tomar_caso": frozenset({Rol.MESA}),
    "validacion.bandeja": frozenset({Rol.MESA}),
    "validacion.aceptar": frozenset({Rol.MESA}),
    "validacion.renovar": frozenset({Rol.MESA}),
    "validacion.devolver": frozenset({Rol.MESA}),
    "validacion.dictaminar": frozenset({Rol.MESA}),
    "imagenes_casilla.listar": frozenset({Rol.CAPTURA, Rol.MESA, Rol.COORDINACION}),
    "imagenes_casilla.ver": frozenset({Rol.CAPTURA, Rol.MESA, Rol.COORDINACION}),
    "acuerdos.listar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.cuantas": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.ver": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.otra": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.mirar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.cambiar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.quitar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.reabrir": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.aceptar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "acuerdos.rechazar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "cotejos.bandeja": frozenset({Rol.MESA, Rol.COORDINACION}),
    "cotejos.cuantos": frozenset({Rol.MESA, Rol.COORDINACION}),
    "cotejos.miradas": frozenset({Rol.MESA, Rol.COORDINACION}),
    "cotejos.mirar": frozenset({Rol.MESA}),
    "cotejos.pedir": frozenset({Rol.MESA, Rol.COORDINACION}),
    "cotejos.tomar": frozenset({Rol.MESA}),
    "cotejos.tomar_caso": frozenset({Rol.MESA}),
    "cotejos.renovar": frozenset({Rol.MESA}),
    "cotejos.devolver": frozenset({Rol.MESA}),
    "cotejos.aceptar": frozenset({Rol.MESA}),
    "cotejos.modificar": frozenset({Rol.MESA}),
    "cotejos.rechazar": frozenset({Rol.MESA}),
    "coordinar.ver": frozenset({Rol.COORDINACION}),
    "coordinar.cerrados": frozenset({Rol.COORDINACION}),
    "coordinar.levantar": frozenset({Rol.COORDINACION}),
    "coordinar.liberar": frozenset({Rol.COORDINACION}),
    "empaque.ver": frozenset({Rol.MESA, Rol.COORDINACION}),
    "empaque.leer": frozenset({Rol.MESA, Rol.COORDINACION}),
    "empaque.cerrar": frozenset({Rol.COORDINACION}),
    "empaque.conformar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "empaque.reabrir": frozenset({Rol.COORDINACION}),
    "contrasena.cambiar": DE_PERSONA,
    "personas.ver": frozenset({Rol.MESA, Rol.COORDINACION}),
    "personas.cuantas": frozenset({Rol.MESA, Rol.COORDINACION}),
    "personas.restablecer": frozenset({Rol.MESA, Rol.COORDINACION}),
    "personas.cambiar": frozenset({Rol.COORDINACION}),
    "personas.aceptar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "personas.rechazar": frozenset({Rol.MESA, Rol.COORDINACION}),
    "incidentes.registrar": DE_PERSONA,
    "incidentes.quien_viene": DE_PERSONA,
    "incidentes.listar": frozenset({Rol.COORDINACION}),
    "incidentes.tomar": frozenset({Rol.COORDINACION}),
    "incidentes.cerrar": frozenset({Rol.COORDINACION}),
    "incidentes.reabrir": frozenset({Rol.COORDINACION}),
    "mensajes.listar": DE_PERSONA,
    "mensajes.escribir": DE_PERSONA,
    "mensajes.contestar": DE_PERSONA,
    "sala.fase": frozenset({Rol.COORDINACION}),
    "sala.liberar": frozenset({Rol.COORDINACION}),
    "sala.contingencia": frozenset({Rol.COORDINACION}),
    "sala.regreso": frozenset({Rol.COORDINACION}),
    "sala.apertura": frozenset({Rol.COORDINACION}),
    "sala.retenidas": frozenset({Rol.COORDINACION}),
    "sala.conforme": frozenset({Rol.COORDINACION}),
    "sala.rechazo": frozenset({Rol.COORDINACION}),
    "sala.atender": frozenset({Rol.COORDINACION}),
    "sala.tomar_incidente": frozenset({Rol.COORDINACION}),
    "sala.cerrar_incidente": frozenset({Rol.COORDINACION}),
    "sala.anotar_incidente": frozenset({Rol.COORDINACION}),
    "sala.escribir": frozenset({Rol.COORDINACION}),
    "sala.contestar": frozenset({Rol.COORDINACION}),
}


class Sesion:
    """One operator logged in at one station: name, roles and signature. Forget it to log out."""

    def __init__(self, operador: OperadorConocido, firma: FirmaDeSesion) -> None:
        self.conocido = operador
        self.operador, self.nombre = operador.operador, operador.nombre
        self.roles = frozenset(operador.roles)
        self.firma = firma

    def exigir(self, accion: str) -> None:
        """Raises SinPermiso unless one of the operator's roles does `accion`."""
        if not self.roles & PERMISOS[accion]:
            necesarios = " o ".join(sorted(PERMISOS[accion]))
            raise SinPermiso(f"{self.nombre} no puede hacer esto: hace falta el permiso de {necesarios}.")


def abrir_sesion(
    conocidos: Iterable[OperadorConocido], operador: str, contrasena: str, estacion: str, proceso: str
) -> Sesion:
    """Log `operador` in, with or without the node. Raises NoProcede; unknown person, wrong password: one sentence."""
    conocido = next((c for c in conocidos if c.operador == operador), None)
    negado = "La clave de operador o la contraseña no es correcta. Inténtelo de nuevo."
    if conocido is None:
        raise AccesoNegado(negado)
    if not conocido.sellada:
        raise NoProcede(f"La llave nueva de {conocido.nombre} aún no llega a este nodo. Espere un minuto y repita.")
    try:
        llave = abrir(conocido.sellada, contrasena)
    except ContrasenaIncorrecta as error:
        raise AccesoNegado(negado) from error
    except LlaveInvalida as error:
        raise NoProcede(f"La credencial de {conocido.nombre} está dañada. Pida otra a la coordinación.") from error
    if llave.publica != conocido.publica:
        raise NoProcede(f"La credencial de {conocido.nombre} no es la registrada. Pida otra a la coordinación.")
    return Sesion(conocido, FirmaDeSesion(operador, estacion, proceso, llave))


class ConSesion(Protocol):
    """What has a session, as every use case."""

    @property
    def sesion(self) -> Sesion: ...


C = TypeVar("C", bound=ConSesion)


def accion(nombre: str) -> Callable[[Callable[Concatenate[C, P], R]], Callable[Concatenate[C, P], R]]:
    """Guard a use case's method: `nombre` must be in PERMISOS, and the session's roles are looked at first."""
    if nombre not in PERMISOS:
        raise KeyError(nombre)

    def envolver(metodo: Callable[Concatenate[C, P], R]) -> Callable[Concatenate[C, P], R]:
        @functools.wraps(metodo)
        def envuelto(self: C, /, *args: P.args, **kwargs: P.kwargs) -> R:
            self.sesion.exigir(nombre)
            return metodo(self, *args, **kwargs)

        return envuelto

    return envolver
