"""What hands do at real windows in more than one test: receive an acta, scan its paper, key it, answer questions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from prep.domain.catalogo.catalogo import Acta
from prep.domain.catalogo.etiqueta import texto_etiqueta
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from tests.e2e.ventanas import PROCESO, Noche, esperar

ACOPIO = "SELECT 1 FROM prep.hecho WHERE tipo = 'ACOPIO' AND acta = %s"
IMAGEN = "SELECT 1 FROM prep.hecho WHERE tipo = 'IMAGEN' AND acta = %s"


@dataclass
class Manos:
    """Of whoever sits at a window of that night; each question is answered once."""

    noche: Noche
    _contestadas: set[str] = field(default_factory=set)

    def pedir(self, ventana: str, *teclas: str) -> None:
        self.noche.pantalla.enfocar(ventana)
        self.noche.pantalla.tecla(*teclas)

    def contestar(self, titulo: str, *teclas: str, texto: str = "") -> None:
        """What the next question of that title is told, once it is in sight; and that it went."""
        pregunta = self.noche.otra_ventana(titulo, self._contestadas)
        self._contestadas.add(pregunta)
        self.noche.pantalla.enfocar(pregunta)
        if texto:
            self.noche.pantalla.teclear(texto)
        self.noche.pantalla.tecla(*teclas)
        self.noche.ver(lambda: pregunta not in self.noche.pantalla.titulos(), f"que se conteste «{titulo}»")

    def destino(self, ventana: str, letra: str) -> None:
        """F11, and of its list the one of that letter, held."""
        self.pedir(ventana, "F11")
        lista = self.noche.otra_ventana("¿Qué se hace?", self._contestadas)
        self._contestadas.add(lista)
        self.noche.pantalla.mantener(letra, lista)
        self.noche.ver(lambda: lista not in self.noche.pantalla.titulos(), "que se elija")

    def ir_a(self, ventana: str, pantalla: str) -> None:
        """To that screen of the window, with F9."""
        while not (antes := self.noche.pantalla.titulos()[ventana]).startswith(pantalla):
            self.pedir(ventana, "F9")
            self.noche.ver(lambda dice=antes: self.noche.pantalla.titulos()[ventana] != dice, "otra pantalla")  # type: ignore[misc]

    def recibir(self, ventana: str, acta: Acta) -> None:
        """The sobre comes straight from the DAT, and its acta is received by its label."""
        self.noche.titulo(ventana, "Acopio")
        self.pedir(ventana, "alt+d")
        self.noche.pantalla.teclear(texto_etiqueta(PROCESO, acta.clave), ventana)
        self.noche.pantalla.tecla("Return")
        esperar(lambda: bool(self.noche.base(ACOPIO, acta.clave)), "el acopio en el nodo")

    def digitalizar(self, acta: Acta, toma: int = 1, ventana: str = "") -> None:
        """Its paper, with its label, falls in the watched folder.

        Again, as another sheet of the scanner (`toma`), it is asked whether it takes the place of the one that it has:
        it is accepted in `ventana`.
        """
        entrada = self.noche.maquina.aqui / "fichas" / "e01-1" / "escaneos"
        esperar(entrada.is_dir, "la carpeta vigilada")
        papel = Papel(acta.clave, self.noche.papel[acta.clave], "ACTA PREP")
        (entrada / "hoja.tmp").write_bytes(dibujar(papel, self.noche.catalogo, 1, etiqueta=True, toma=toma))
        (entrada / "hoja.tmp").rename(entrada / f"{acta.clave}-{toma}.jpg")

        def digitalizada() -> bool:
            if ventana:
                self.pedir(ventana, "F2")
            return len(self.noche.base(IMAGEN, acta.clave)) == toma

        self.noche.ver(digitalizada, "la imagen en el nodo")

    def capturar(self, ventana: str, acta: Acta, valores: Sequence[object], van: int) -> None:
        self.noche.reconocer(ventana, f"JEFATURA DE GOBIERNO · Sección {acta.seccion}")
        for valor in valores:
            self.noche.pantalla.teclear(str(valor), ventana)
            self.noche.pantalla.tecla("Return")
        self.noche.pantalla.tecla("Return")
        capturas = "SELECT count(*) FROM prep.hecho WHERE tipo = 'CAPTURA' AND acta = %s"
        self.noche.ver(partial(self._son, capturas, acta.clave, van), f"la captura {van} en el nodo")

    def hay(self, tipo: str) -> None:
        """Waits until the node has one fact of that kind of the night's acta."""
        consulta = f"SELECT count(*) FROM prep.hecho WHERE acta = '{self.noche.acta.clave}' AND tipo = %s"
        self.noche.ver(partial(self._son, consulta, tipo, 1), f"{tipo} en el nodo")

    def _son(self, consulta: str, dato: str, cuantos: int) -> bool:
        return self.noche.base(consulta, dato) == [(cuantos,)]
