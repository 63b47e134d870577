"""Acopio: received what was read or written and as the traslado in sight says; SIN ACTA and anulaciones, as asked."""

import re
from random import Random

from catd.acopio.pantalla import PUERTA, PantallaAcopio
from catd.acopio.traslado import TRASLADOS
from prep.domain.catalogo.acta_dicha import nombre_de_acta
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.domain.hechos.hechos import NombreFase, Tipo
from prep.domain.reglas.apertura import Apertura
from prep.services.acopio.casillas import Casilla
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import ACEPTAN, Firmado, Hilo, PuestoDeFirmas, en_pregunta
from tests.faults.desliz.gestos import Gesto
from tests.store import ejemplos

LECTURA, SUGERIDAS = "CampoDeLectura ", "QListWidget Casillas que pueden ser="
DICEN = {"D": "✓ DAT", "F": "✓ CRyT fijo", "I": "✓ CRyT itinerante", "": "✓ Directo"}


class PuestoDeAcopio(PuestoDeFirmas):
    puerta = PUERTA
    quien, estacion = "ana", "est-01-1"
    firmara = (Tipo.ACOPIO, Tipo.ANULACION, Tipo.SIN_ACTA)
    teclas = ("f2", "f5", "f6", "f11", "+a", "+b", "alt+c", "alt+d", "alt+f", "alt+r", "alt+1", "ctrl+a")

    def preparar(self) -> None:
        self.reposo()
        self._pantalla._puesta.pausar()
        self._pantalla.contexto.estacion._recordar_apertura(Apertura(NombreFase.ABRIR))  # or it would ask before each
        self._pantalla._papeles._hacer = lambda *_: None  # type: ignore[method-assign]

    @property
    def _pantalla(self) -> PantallaAcopio:
        assert isinstance(self.marco.pantalla, PantallaAcopio)
        return self.marco.pantalla

    def caminos(self, azar: Random) -> list[str]:
        n, traslado = azar.choice((1, 3, 5, 7, 9, 11)), azar.choice(("alt+d", "alt+f", "alt+i", "alt+r"))
        lee = [f"lector:{texto_etiqueta(ejemplos.PROCESO, ejemplos.acta(n).clave)}"]
        marca = ["espacio"] * azar.randrange(1, 4)
        return azar.choice(
            (
                [traslado, *lee],
                [traslado, f"texto:{n} b1", azar.choice(("enter", "f2"))],
                [traslado, "texto:1", "abajo", "abajo", "enter"],
                [traslado, *lee, "f6", "f11", "+b", "enter"],
                ["f11", "+a", *marca, "tab", *["abajo"] * azar.randrange(1, 4), "ctrl+enter", "tab", "enter"],
                ["f11", "+a", *marca, *["tab"] * 7, "abajo", "ctrl+enter", "tab", "enter"],
            )
        )

    def llega(self, azar: Random) -> None:
        """What came in the stream before is expected again."""
        pantalla, mostrador = self._pantalla, self._pantalla.obra.mostrador
        for movimiento in mostrador.acopios.ultimos(40):
            if movimiento.tipo is not Tipo.ANULACION:
                mostrador.anular(movimiento, "Otra corriente.")
        pantalla._casilla, pantalla._completa = None, True
        pantalla.frente.ver_ultimo()
        pantalla._al_campo()
        self.mirada(azar)

    def mirada(self, azar: Random) -> None:
        self._pantalla._ver(self._pantalla.obra.vista())

    def libre(self, campo: str) -> bool:
        """Where a reader types; what came of it is in the lists."""
        return not campo.startswith(("CampoDeSeccion", "QComboBox", "QLineEdit"))

    def de_lector(self, firmado: Firmado, antes: Delante, gesto: Gesto) -> bool:
        """It is what it is for, while nothing else is asked; as the traslado in sight says."""
        if (
            firmado.tipo != Tipo.ACOPIO
            or gesto.clase != "lector"
            or antes.pregunta
            or not self._como_se_ve(firmado, antes)
        ):
            return False
        antes_escrito = next((c.partition("=")[2] for c in antes.campos if c.startswith(LECTURA)), "")
        return self._nombra(firmado, antes_escrito + gesto.texto) or self._nombra(firmado, gesto.texto)

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        if firmado.tipo == Tipo.ACOPIO:
            return self._recibida(firmado, antes, gesto)
        if firmado.tipo == Tipo.SIN_ACTA:
            marcadas = next(c for c in hilo.abierto if c.startswith("marcadas="))
            if firmado.acta not in marcadas or firmado.cuerpo["motivo"] not in antes.texto:
                return f"se veía {marcadas}: {antes.texto}"
            cuantas = int(re.search(r"\d+", antes.texto.partition("\n")[2])[0])  # type: ignore[index]
            return en_pregunta(antes, gesto, "¿Declararlas SIN ACTA?", f"Declarar {cuantas}")
        if self._nombre(firmado) not in antes.texto or firmado.cuerpo["motivo"] != antes.escrito:
            return f"anuló {firmado.acta} y se leía {antes.texto}"
        return en_pregunta(antes, gesto, "¿Por qué se anula?")

    def _recibida(self, firmado: Firmado, antes: Delante, gesto: Gesto) -> str:
        if antes.pregunta or not self._como_se_ve(firmado, antes):
            return f"por {firmado.cuerpo['mecanismo']}, y se veía {antes}"
        dichos = dict(campo.partition("=")[::2] for campo in antes.campos)
        escrito = next((v for c, v in dichos.items() if c.startswith(LECTURA)), "")
        casilla = self._casilla(firmado)
        if gesto.texto.startswith("alt+"):
            return "" if casilla.nombre in antes.texto else f"de {casilla.nombre}, que no se veía"
        elegida = dichos.get(SUGERIDAS[:-1], "")
        if gesto.texto not in (*ACEPTAN, "f2"):
            return f"«{gesto.texto}» no la recibe"
        suya = casilla.nombre in elegida if elegida else self._nombra(firmado, escrito)
        return "" if suya or "CampoDeLectura" not in antes.foco else f"se leía «{escrito}» con «{elegida}» elegida"

    def _como_se_ve(self, firmado: Firmado, antes: Delante) -> bool:
        return f"elegido={DICEN[firmado.cuerpo['mecanismo']]}" in "\n".join(antes.campos)

    def _nombra(self, firmado: Firmado, texto: str) -> bool:
        return firmado.acta in texto or self._casilla(firmado) in self._pantalla.obra.sugerencias(texto)

    def _nombre(self, firmado: Firmado) -> str:
        catalogo = self._estacion.catalogo
        assert catalogo is not None
        return f" {nombre_de_acta(catalogo.actas[firmado.acta], catalogo.elecciones)},"

    def _casilla(self, firmado: Firmado) -> Casilla:
        casilla = self._pantalla.obra.mostrador.acopios.casillas.de_acta(firmado.acta)
        assert casilla is not None
        return casilla


assert set(TRASLADOS.values()) == set(DICEN)
