"""One pass over a folder of phone images: each pair taken in or set aside with its reason, and the rest goes on.

Files move only after the base has committed, and a sending is known by its id: killed at any moment and run again,
nothing is doubled and nothing lost.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from central.casilla.admision import EntradaDeEnvio, acta_de, admitir_foto, exigir_abierto
from central.casilla.apartada import RELOJ, alarmar
from central.casilla.carpeta import APARTADAS, RECIBIDAS, CarpetaDeEnvios, GrupoDeArchivos
from central.casilla.jpeg import limpiar
from central.casilla.telefonos import ListaDeTelefonos
from central.casilla.traslado import trasladar
from central.marco.conexion import NodoAbierto
from central.marco.proceso import Cabecera, leer_cabecera
from central.telefono.apartada import Apartada, CodigoDeApartada
from central.telefono.envio import IMAGEN_MAX, Envio, EnvioFirmado, EnvioLegible, leer_envio
from central.telefono.telefono import TelefonoNuevo
from prep.net.identidad import Llave

JSON_MAX = 16 * 1024  # bytes
RELOJ_MAX_MS = 2_000  # between two offsets of one phone


@dataclass(slots=True)
class ResumenDeRecepcion:
    """What one pass did."""

    nuevas: int = 0
    ya_estaban: int = 0
    apartadas: int = 0
    trasladadas: int = 0  # images that the desk had identified as another acta, entered under it
    altas: int = 0  # phones that were registered
    en_espera: int = 0  # half of a pair, too recent to say that the other half will not come


def recibir(puesto: NodoAbierto, carpeta: CarpetaDeEnvios, decir: Callable[[str], None]) -> ResumenDeRecepcion:
    """Takes in all that waits in the open folder; `decir` is told of each one set aside.

    Raises MalUso or Rechazo when it cannot be begun, or the proceso is closed meanwhile: what is left stays there.
    """
    with puesto.motor.begin() as conn:
        cabecera, llave = leer_cabecera(conn), puesto.llave(conn)
        exigir_abierto(conn)
    resumen = ResumenDeRecepcion()
    resumen.trasladadas = trasladar(puesto, llave)
    recepcion = Recepcion(carpeta, puesto, llave, cabecera, decir, resumen)
    visto = time.time()  # a long pass: the other half may have come since, and is looked for in the next
    for grupo in carpeta.grupos():
        if grupo.puede_completarse(visto):
            resumen.en_espera += 1
        else:
            recepcion.atender(grupo)
    return resumen


@dataclass(slots=True)
class EnvioLeido:
    """How far a sending was understood, so that its reason can say of whom and of what it is."""

    envio: Envio | EnvioFirmado | None = None
    clave: str = ""
    firmado: bool = False  # by the phone of its account, which was verified


@dataclass(slots=True)
class Recepcion:
    """The pass that is on."""

    carpeta: CarpetaDeEnvios
    puesto: NodoAbierto
    llave: Llave
    cabecera: Cabecera
    decir: Callable[[str], None]
    resumen: ResumenDeRecepcion

    def atender(self, grupo: GrupoDeArchivos) -> None:
        """One name of the folder, to its end: committed first, moved afterwards."""
        leido = EnvioLeido()
        try:
            entrada = self._recibir(grupo, leido)
        except Apartada as motivo:
            self._apartar(grupo, leido, motivo)
            return
        assert leido.envio is not None
        self.carpeta.mover(grupo, RECIBIDAS, str(leido.envio.envio))
        if entrada is EntradaDeEnvio.NUEVA:
            self.resumen.nuevas += 1
        else:
            self.resumen.ya_estaban += 1

    def _recibir(self, grupo: GrupoDeArchivos, leido: EnvioLeido) -> EntradaDeEnvio:
        """Raises Apartada; what the base itself refuses is one more reason, what it cannot do now is not."""
        if defecto := grupo.defecto():
            raise Apartada(CodigoDeApartada.FORMATO, defecto)
        legible = leer_envio(self.carpeta.leer(grupo.datos, JSON_MAX))
        leido.envio = envio = legible.envio
        contenido = self.carpeta.leer(grupo.imagenes[0], IMAGEN_MAX)
        if sha256(contenido).hexdigest() != envio.sha256:
            raise Apartada(
                CodigoDeApartada.IMAGEN_DANADA,
                "la imagen no es la que el JSON dice (su SHA-256 es otro). Pida al CAE que envíe de nuevo.",
            )
        foto = limpiar(contenido)
        try:
            with self.puesto.ordenar() as conn:  # phase and account stay as they were judged
                exigir_abierto(conn)
                telefono = self._firmante(conn, legible)
                leido.firmado = telefono is not None
                leido.clave = acta_de(conn, envio)
                entrada = admitir_foto(conn, self.llave, envio, foto, self.cabecera.proceso, leido.clave, telefono)
                if entrada is EntradaDeEnvio.NUEVA:
                    _avisar_del_reloj(conn, envio, leido.clave)
        except DBAPIError as error:
            if not str(getattr(error.orig, "sqlstate", "")).startswith("PR"):
                raise
            dicho = f"la base no la aceptó: {str(error.orig).partition(chr(10))[0]}."
            raise Apartada(CodigoDeApartada.BASE, dicho) from error
        if entrada is EntradaDeEnvio.CONFLICTO:
            raise Apartada(
                CodigoDeApartada.CONTENIDO_DISTINTO,
                f"el envío {envio.envio} ya se recibió con otro contenido; vale el primero. Revise por qué.",
            )
        return entrada

    def _firmante(self, conn: Connection, legible: EnvioLegible) -> TelefonoNuevo | None:
        """The phone that signed it, verified here whatever the receiver has said; None for one of a drill."""
        if isinstance(legible.envio, EnvioFirmado):
            telefonos = ListaDeTelefonos(conn, self.cabecera.proceso, self.llave)
            return telefonos.exigir_firma(legible.envio, legible.datos, legible.firma)
        if self.cabecera.real:
            raise Apartada(
                CodigoDeApartada.FIRMA,
                "no la firma ningún teléfono, y así sólo entra en un simulacro. Actualice la aplicación.",
            )
        return None

    def _apartar(self, grupo: GrupoDeArchivos, leido: EnvioLeido, motivo: Apartada) -> None:
        nombre = _imprimible(grupo.nombre)
        cual = f"envío {leido.envio.envio}" if leido.envio else f"escrito {_hora(grupo.desde)}"
        with self.puesto.motor.begin() as conn:
            alarmar(conn, leido.clave, f"Se apartó «{nombre}», {cual}: {motivo}")
        self.carpeta.mover(grupo, APARTADAS, grupo.nombre, _constancia(grupo, leido, motivo))
        self.resumen.apartadas += 1
        self.decir(f"Apartada «{nombre}»: {motivo}")


def _avisar_del_reloj(conn: Connection, envio: Envio | EnvioFirmado, clave: str) -> None:
    """The phone's clock was moved between the shot and the sending: both offsets stay, in `recibidas/` (R-10)."""
    if not isinstance(envio, EnvioFirmado) or envio.desfase_toma_ms is None:
        return
    if abs(envio.desfase_ms - envio.desfase_toma_ms) > RELOJ_MAX_MS:
        dicho = f"El reloj del teléfono cambió entre la toma y el envío {envio.envio}: {envio.desfase_toma_ms} ms y"
        alarmar(conn, clave, f"{dicho} {envio.desfase_ms} ms. Cuenta el del envío.", RELOJ)


def _constancia(grupo: GrupoDeArchivos, leido: EnvioLeido, motivo: Apartada) -> str:
    lineas = [f"Motivo: {motivo}", f"Código: {motivo.codigo}"]
    lineas.append(f"Archivos: {', '.join(map(_imprimible, grupo.archivos))}")
    if leido.envio is not None:
        de_quien = "Cuenta" if leido.firmado or isinstance(leido.envio, Envio) else "Cuenta que dice"
        lineas += [f"Envío: {leido.envio.envio}", f"{de_quien}: {leido.envio.cuenta}"]
    if leido.clave:
        lineas.append(f"Acta: {leido.clave}")
    lineas.append("Para intentarlo otra vez, resuelto el motivo, regrese los archivos a la carpeta de envíos.")
    return "\n".join(lineas) + "\n"


def _hora(momento: float) -> str:
    return datetime.fromtimestamp(momento, UTC).isoformat(timespec="milliseconds")


def _imprimible(nombre: str) -> str:
    return "".join(c if c.isprintable() else "·" for c in nombre)[:120]
