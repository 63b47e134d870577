"""Messages at a station: those for who is here, written with or without the node, and answered (0093)."""

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.hechos.roles import Rol
from prep.domain.reglas.mensajes import COORDINACION, ENTERADO, ME_ENTERO, MENSAJE, MENSAJE_MAX, SALA, Mensaje
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import CasoDeUso, Recibo
from prep.services.estacion.sesion import accion


class Mensajes(CasoDeUso):
    """Of one person at one station."""

    _SIN_NODO = "Sin nodo no se ven los mensajes. Aparecen solos cuando vuelva; lo que escriba se entrega entonces."

    @property
    def coordina(self) -> bool:
        return Rol.COORDINACION in self.sesion.roles

    @property
    def destinos(self) -> tuple[str, ...]:
        """To whom this person may write."""
        sitio = self._estacion.sitio
        suyos = (SALA,) if sitio == CCV else (SALA, COORDINACION)
        return (sitio, SALA) if self.coordina else suyos

    @accion("mensajes.listar")
    def listar(self) -> tuple[Mensaje, ...]:
        """The newest first. Raises SinNodo or NoProcede."""
        return self._pedir(lambda: self._estacion.nodo.mensajes(self.sesion.operador))

    @accion("mensajes.escribir")
    def escribir(self, para: str, texto: str) -> Recibo:
        """Signed and kept here; delivered when there is a node. Raises DatoInvalido, NoProcede or ErrorDeSpool."""
        if para not in self.destinos:
            raise NoProcede("A ese destino escribe quien coordina el sitio.")
        return self._hacer("", Fuente.CATD, Incidencia(MENSAJE, texto_de_mensaje(texto), para))

    @accion("mensajes.contestar")
    def contestar(self, mensaje: Mensaje, texto: str = "") -> Recibo:
        """That who is here knows it, with what they answer. Raises DatoInvalido or ErrorDeSpool."""
        return self._hacer("", Fuente.CATD, respuesta(mensaje, texto))


def respuesta(mensaje: Mensaje, texto: str) -> Incidencia:
    """Raises DatoInvalido."""
    return Incidencia(ENTERADO, texto_de_mensaje(texto or ME_ENTERO), str(mensaje.id))


def texto_de_mensaje(escrito: str) -> str:
    """In one line. Raises DatoInvalido for what says nothing, or too much."""
    dicho = " ".join(escrito.split())
    if not dicho:
        raise DatoInvalido("El mensaje no dice nada: escríbalo.")
    if not dicho.isprintable():
        raise DatoInvalido("El mensaje lleva un carácter que no se ve: escríbalo otra vez, sin pegarlo.")
    if len(dicho) > MENSAJE_MAX:
        raise DatoInvalido(f"Un mensaje va en una línea de hasta {MENSAJE_MAX} caracteres, y tiene {len(dicho)}.")
    return dicho
