"""The door: whoever comes in typed their key and their password by hand, and a new one is what was typed twice."""

from random import Random

from ccv.imagenes.pantalla import PUERTA
from prep.services.estacion.acceso import COPIA
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.sesion import Sesion
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import Firmado, Hilo, PuestoDeFirmas
from tests.faults.desliz.gestos import Gesto
from tests.services.conftest import CONTRASENA, PERSONAS

ENTRA, CAMBIA = "ENTRA", "CAMBIA"  # a person, and their password: nothing of it is signed yet
NUEVA = "Otra-clave-7"


class PuestoDePuerta(PuestoDeFirmas):
    """The screen behind it is one where nothing is signed."""

    puerta = PUERTA
    quien, estacion = "", "est-ccv-1"
    teclas = ("f2", "f3", "f10", "f12", "alt+1")

    def preparar(self) -> None:
        self._hechos: list[Firmado] = []
        self.marco._entrada.entro.connect(self._entro)
        self.marco._entrada._acceso.cambiar = self._cambio  # type: ignore[method-assign]

    def _entro(self, sesion: Sesion) -> None:
        self._hechos.append(Firmado(ENTRA, "", {"quien": sesion.operador}))

    def _cambio(self, sesion: Sesion, antes: str, nueva: str) -> None:
        """The node is away: it is said, and the one from before goes on serving."""
        self._hechos.append(Firmado(CAMBIA, "", {"quien": sesion.operador, "antes": antes, "nueva": nueva}))
        raise NoProcede("Sin nodo.")

    def firmados(self) -> list[Firmado]:
        hechos, self._hechos = self._hechos, []
        return [*hechos, *super().firmados()]

    def caminos(self, azar: Random) -> list[str]:
        quien = azar.choice(("fer", "fer", "ana", "nadie"))
        con = f"texto:{azar.choice((CONTRASENA, CONTRASENA, 'otra'))}"
        otra = azar.choice((NUEVA, NUEVA, "Otra-clave-8"))
        cambia = [f"texto:{NUEVA}", "enter", f"texto:{otra}", "enter", "tab", "tab", "tab", "enter"]
        return azar.choice(
            (
                [f"texto:{quien}", "enter", con, "enter"],
                [f"texto:{quien}", "tab", con, "tab", azar.choice(("enter", "espacio"))],
                [f"texto:{quien}", "enter", con, "tab", "tab", "enter", *cambia],
                [con, "enter"],
            )
        )

    def llega(self, azar: Random) -> None:
        """Shut again, and what was tried before is forgotten."""
        self._spool.copiar(COPIA, "{}")
        if self.marco._sesion is not None:
            self.marco.salir()
        self.reposo()
        self.marco._entrada.pedir()
        self.marco._entrada._contar()

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        dichos = dict(campo.partition("=")[::2] for campo in antes.campos)
        if antes.pregunta or gesto.clase != "tecla" or gesto.texto not in ("enter", "espacio", " "):
            return f"«{gesto.texto}» no abre"
        if firmado.tipo == ENTRA:
            if "QLineEdit Contraseña nueva" in dichos:  # it goes on with the one of now
                return "" if antes.foco in ("Seguir con la de ahora", "QLineEdit") else f"con el foco en {antes.foco}"
            escrito = dichos.get("QLineEdit Clave de operador", "").strip(), dichos.get("QLineEdit Contraseña", "")
            suya = escrito == (firmado.cuerpo["quien"], CONTRASENA) and escrito[0] in PERSONAS
            return "" if suya else f"entró {firmado.cuerpo['quien']}, y se escribió {escrito}"
        if firmado.tipo == CAMBIA:
            dos = dichos.get("QLineEdit Contraseña nueva"), dichos.get("QLineEdit Otra vez, igual")
            return "" if dos == (firmado.cuerpo["nueva"],) * 2 else f"cambió a {firmado.cuerpo['nueva']}: {dos}"
        return "aquí no se firma nada"
