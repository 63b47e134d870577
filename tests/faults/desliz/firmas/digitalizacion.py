"""Digitalización: a page becomes the image of the acta that was in sight beside it, by somebody's word (R-09)."""

from io import BytesIO
from random import Random

from PIL import Image

from catd.digitalizacion.obra import ObraDigitalizacion
from catd.digitalizacion.pantalla import PUERTA, PantallaDigitalizacion
from prep.devices.escaner import Pagina
from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.acopio import Acopiar
from prep.services.acopio.candidatas import ActasPosibles
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import ACEPTAN, Firmado, Hilo, PuestoDeFirmas, en_pregunta
from tests.faults.desliz.gestos import Gesto
from tests.services.conftest import sesion
from tests.store import ejemplos

CLAVES = [ejemplos.acta(n).clave for n in (1, 3, 5, 7, 9)]
CAMPO, OPCIONES = "CampoDeActa ", "QListWidget Actas que pueden ser="


class PuestoDeDigitalizacion(PuestoDeFirmas):
    puerta = PUERTA
    quien, estacion = "ana", "est-01-1"
    firmara = (Tipo.IMAGEN,)
    teclas = ("f2", "f3", "f5", "ctrl+f5", "f11", "ctrl+z", "abajo")

    def preparar(self) -> None:
        self.reposo()
        self._obra.toma.pausar()
        Acopiar(self._estacion, sesion("ana", self._estacion)).recibir(CLAVES, "D")
        self._posibles = ActasPosibles(self._estacion)
        self._n = 0

    @property
    def _pantalla(self) -> PantallaDigitalizacion:
        assert isinstance(self.marco.pantalla, PantallaDigitalizacion)
        return self.marco.pantalla

    @property
    def _obra(self) -> ObraDigitalizacion:
        return self._pantalla.obra

    def caminos(self, azar: Random) -> list[str]:
        dice = ["f3", f"texto:{azar.choice((1, 3, 5, 7, 9))} b1", *azar.choice(([], ["abajo"])), "enter"]
        otra = ["f3", "texto:3 b1", *["borra"] * 4, "texto:7 b1", "enter"]
        return azar.choice((["f2"], ["f2", "tab", "enter"], dice, dice, [*dice, "f2"], otra, ["f11"]))

    def llega(self, azar: Random) -> None:
        """Pages of each kind, and none of the stream before."""
        mesa = self._obra.mesa
        assert mesa is not None
        if self._pantalla._piezas.por_casilla:
            self._pantalla._a_la_lista()
        mesa._hojas.clear()
        mesa._cola.clear()
        for _ in range(3):
            self._pagina(azar)
        self._pantalla.hojas.poner_todas(mesa.noche())
        self._pantalla._seguir()
        self._pantalla.activar()

    def _pagina(self, azar: Random) -> Hoja:
        self._n += 1
        en = BytesIO()
        Image.new("L", (450, 600), self._n % 251).save(en, "JPEG", comment=str(self._n).encode())
        mesa, estados = self._obra.mesa, (EstadoHoja.PREGUNTA, EstadoHoja.REPETIR, EstadoHoja.SIN_IDENTIFICAR)
        assert mesa is not None
        entrada = mesa._bandeja.entrar(Pagina(en.getvalue(), f"hoja-{self._n}"))
        assert entrada is not None
        estado = azar.choice(estados)
        clave = "" if estado is EstadoHoja.SIN_IDENTIFICAR else azar.choice(CLAVES)
        hoja = Hoja(entrada.huella, entrada.origen, estado, f"Motivo {self._n}.", clave)
        mesa._hojas[hoja.huella] = hoja
        return hoja

    def mirada(self, azar: Random) -> None:
        """Another page falls in the folder and is read."""
        self._obra.hoja.emit(self._pagina(azar))

    def libre(self, campo: str) -> bool:
        return campo.startswith((CAMPO, OPCIONES))

    def de_lector(self, firmado: Firmado, antes: Delante, gesto: Gesto) -> bool:
        """Its label, read where it is asked which acta it is."""
        return gesto.clase == "lector" and firmado.acta in gesto.texto and antes.foco == "CampoDeActa"

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        dichos = dict(campo.partition("=")[::2] for campo in antes.campos)
        if antes.foco in ("CampoDeActa", "QListWidget") and gesto.texto == "enter":
            elegida, escrito = dichos.get(OPCIONES[:-1], ""), next(v for c, v in dichos.items() if CAMPO in c)
            suyas = {c.clave: c.nombre for c in self._posibles.sugeridas(escrito)}
            if not suyas.get(firmado.acta) or not elegida.startswith(suyas[firmado.acta]):
                return f"es de {firmado.acta}, y se escribió «{escrito}» con «{elegida}» elegida"
            return ""
        if self._posibles.nombre(firmado.acta) not in antes.texto and not antes.pregunta:
            return f"es de {firmado.acta}, y se veía {antes.texto}"
        if antes.pregunta:
            return en_pregunta(antes, gesto, "Aceptar una imagen que no se lee bien", "Aceptarla")
        aceptar = gesto.texto == "f2" or (gesto.texto in ACEPTAN and antes.foco.startswith("Aceptar"))
        return "" if aceptar else f"«{gesto.texto}» no la acepta"
