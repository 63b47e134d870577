"""A person's own password: what it must be, and their key sealed with it from now on, wherever they work (P-4).

The key stays the same, so that all that they signed counts. The password itself never leaves this machine.
"""

from dataclasses import replace
from hashlib import sha256

from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.reglas.auxilio import PIDA
from prep.domain.reglas.personas import CONTRASENA_CAMBIADA
from prep.net.identidad import CONTRASENA_MAX, LlaveInvalida, es_provisional
from prep.services.estacion.acceso import Acceso
from prep.services.estacion.errores import DatoInvalido, NoProcede, SinNodo
from prep.services.estacion.estacion import CasoDeUso, Estacion
from prep.services.estacion.prenda import FRASES
from prep.services.estacion.sesion import Sesion, accion
from prep.services.nodo.tipos import NodoAusente, NodoRechaza

LARGO_MIN, DISTINTAS_MIN = 8, 4
REGLA = "De 8 caracteres o más, que no sea su clave de operador ni la de antes, ni una sola letra repetida."


def exigir_regla(operador: str, nueva: str) -> None:
    """Raises DatoInvalido, which says the rule."""
    simple = nueva.casefold()
    corta = not LARGO_MIN <= len(nueva) <= CONTRASENA_MAX or len(set(simple)) < DISTINTAS_MIN
    if corta or simple == operador.casefold() or not nueva.isprintable():
        raise DatoInvalido(f"Esa contraseña no sirve. {REGLA}")


def exigir_buena(sesion: Sesion, antes: str, nueva: str) -> None:
    """Raises DatoInvalido, which says the rule."""
    exigir_regla(sesion.operador, nueva)
    if nueva == antes:
        raise DatoInvalido(f"Esa es la de antes. {REGLA}")


def debe_cambiar(sesion: Sesion) -> bool:
    """Whether somebody else chose the password with which they just logged in."""
    try:
        return es_provisional(sesion.conocido.sellada)
    except LlaveInvalida:  # it was opened: it is a key
        return False


class AccesoDeEstacion(Acceso):
    """The door of a station, where who just came in may change their password."""

    def __init__(self, estacion: Estacion) -> None:
        super().__init__(estacion)
        self._estacion = estacion

    @property
    def se_cambia(self) -> bool:
        return True

    def cambiar(self, sesion: Sesion, antes: str, nueva: str) -> None:
        exigir_buena(sesion, antes, nueva)
        Contrasena(self._estacion, sesion).cambiar(nueva)


class Contrasena(CasoDeUso):
    """Of one person at one station, with its node."""

    @accion("contrasena.cambiar")
    def cambiar(self, nueva: str) -> None:
        """Raises SinNodo or NoProcede: then the one from before goes on serving."""
        exigir_regla(self.sesion.operador, nueva)
        sellada = self.sesion.firma.sellar(nueva)
        try:
            if not self._estacion.medir_reloj().fase:  # the counting of zeros must find no fact
                raise NoProcede("Aún no empieza el proceso: su contraseña se cambia después de la puesta en ceros.")
            huella = self._preguntar(lambda: self._estacion.nodo.sellar(self.sesion.operador, sellada))
        except NodoAusente as ausente:
            raise SinNodo("Sin nodo no se cambia la contraseña: sigue la de ahora. Repita cuando vuelva.") from ausente
        except NodoRechaza as rechazo:
            raise NoProcede(FRASES.get(rechazo.codigo, "{}.").format(rechazo.mensaje)) from rechazo
        if huella != sha256(sellada.encode()).hexdigest():
            raise NoProcede(f"El nodo no guardó su llave como se le dio: sigue la contraseña de ahora. {PIDA}")
        self._hacer("", Fuente.CATD, Incidencia(CONTRASENA_CAMBIADA, "Cambió su contraseña.", huella))
        suyo = replace(self.sesion.conocido, sellada=sellada)
        self.sesion.conocido = suyo
        self._estacion.recordar(suyo)
