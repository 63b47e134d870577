"""The coordinator's window: seen to, closed, opened again, taken from somebody: the one in front (R-34)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from uuid import uuid4

from prep.domain.hechos.hechos import PasoDeIncidente, Tipo
from prep.domain.reglas.incidentes import CLASES, EstadoDeIncidente, Incidente
from prep.domain.vida.estado import Etapa
from prep.services.estacion.coordinacion import LIBERADO, ActaQueEspera, VistaDeCentro
from prep.ui.coordinacion.pantalla import PUERTA, PantallaCoordinacion
from prep.ui.rotulos import breve
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import ACEPTAN, Firmado, Hilo, PuestoDeFirmas, en_pregunta
from tests.faults.desliz.gestos import Gesto
from tests.store import ejemplos

AHORA = datetime.now(UTC)
ACTAS = ejemplos.catalogo().actas


class PuestoDeCoordinacion(PuestoDeFirmas):
    puerta = PUERTA
    firmara = (Tipo.INCIDENCIA, Tipo.SEGUIMIENTO)
    teclas = ("f2", "ctrl+f2", "f5", "f11", "+a", "+b", "+c")

    def preparar(self) -> None:
        self._pantalla.obra.mirada.pausar()
        self._pantalla.obra.exportar = lambda *_: None  # type: ignore[method-assign]
        self._todos: dict[str, Incidente] = {}
        self._suyos: list[Incidente] = []
        self._esperan: list[ActaQueEspera] = []
        self._n = 0

    @property
    def _pantalla(self) -> PantallaCoordinacion:
        assert isinstance(self.marco.pantalla, PantallaCoordinacion)
        return self.marco.pantalla

    def caminos(self, azar: Random) -> list[str]:
        baja, razon = ["abajo"] * azar.randrange(4), azar.choice(([], ["abajo"], ["texto:Ya quedo"]))
        return azar.choice(
            (
                [*baja, "f2"],
                [*baja, "ctrl+f2", *razon, "enter"],
                [*baja, "f11", "+c", *razon, "enter"],
                ["tab", *baja, "f11", "+a", *razon, "enter"],
                ["tab", "tab", *baja, "f11", "+a", *razon, "enter"],
            )
        )

    def llega(self, azar: Random) -> None:
        self._suyos = [self._nuevo(azar) for _ in range(3)]
        self._esperan = [
            ActaQueEspera(ejemplos.acta(n).clave, Etapa.EN_CAPTURA, AHORA, n * (n < 6), "CAPTURA", f"op{n}", "est-01-1")
            for n in azar.sample((1, 3, 5, 7), 3)
        ]
        self._pantalla.piezas.ver_secciones(False)
        self._pantalla.piezas.incidentes.setFocus()
        self._decir()

    def _nuevo(self, azar: Random) -> Incidente:
        self._n += 1
        estado = azar.choice((EstadoDeIncidente.ABIERTO, EstadoDeIncidente.EN_CURSO, EstadoDeIncidente.CERRADO))
        return Incidente(
            uuid4(), azar.choice(CLASES), "", f"lugar {self._n}", f"Pasó {self._n}.", "ana", "est-01-1", AHORA,
            "" if estado is EstadoDeIncidente.ABIERTO else "eva", estado,
        )  # fmt: skip

    def mirada(self, azar: Random) -> None:
        otros = [*self._suyos, self._nuevo(azar)]
        self._suyos = azar.sample(otros, len(otros) - (azar.random() < 0.3))
        self._esperan = [
            replace(e, trabajo=e.trabajo + 100, tiene="zoe") if e.trabajo and azar.random() < 0.4 else e
            for e in azar.sample(self._esperan, len(self._esperan))
        ]
        self._decir()

    def _decir(self) -> None:
        self._todos |= {str(i.id): i for i in self._suyos}
        vista = VistaDeCentro(AHORA, {str(Etapa.EN_CAPTURA): 9}, tuple(self._esperan), (), ())
        self._pantalla.obra.mirada.llego.emit((vista, list(self._suyos)))

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        if firmado.tipo == Tipo.INCIDENCIA:
            return self._liberada(firmado, antes, gesto)
        uno = self._todos[firmado.cuerpo["incidente"]]
        juez: dict[str, Callable[..., str]] = {
            PasoDeIncidente.TOMA: self._tomado, PasoDeIncidente.CIERRA: self._cerrado,
            PasoDeIncidente.REABRE: self._reabierto,
        }  # fmt: skip
        return juez[firmado.cuerpo["paso"]](firmado, uno, antes, gesto, hilo)

    def _tomado(self, _: Firmado, uno: Incidente, antes: Delante, gesto: Gesto, __: Hilo) -> str:
        if antes.pregunta or not (gesto.texto == "f2" or (gesto.texto in ACEPTAN and antes.foco.startswith("Atender"))):
            return "lo atendió lo que no lo atiende"
        return "" if any(f" · {uno.lugar} · " in c for c in antes.campos) else f"atendió {uno}, y se señalaba otro"

    def _cerrado(self, firmado: Firmado, uno: Incidente, antes: Delante, gesto: Gesto, _: Hilo) -> str:
        if uno.texto not in antes.texto or firmado.cuerpo["texto"] != antes.escrito:
            return f"cerró {uno} y se leía {antes.texto}"
        return en_pregunta(antes, gesto, "Cerrar el incidente")

    def _reabierto(self, firmado: Firmado, uno: Incidente, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        if firmado.cuerpo["texto"] != antes.escrito or not any(f" · {uno.lugar} · " in c for c in hilo.abierto):
            return f"reabrió {uno}, y se señalaba otro"
        return en_pregunta(antes, gesto, "Reabrir el incidente")

    def _liberada(self, firmado: Firmado, antes: Delante, gesto: Gesto) -> str:
        _, tiene, estacion = firmado.cuerpo["lugar"].split()
        dicho = f"{breve(ACTAS[firmado.acta])} GUB la tiene {tiene} en {estacion}."
        if firmado.cuerpo["codigo"] != LIBERADO or dicho not in antes.texto:
            return f"liberó {firmado.cuerpo['lugar']}, y se leía {antes.texto}"
        if not firmado.cuerpo["texto"].endswith(f"motivo: {antes.escrito}"):
            return f"por {firmado.cuerpo['texto']}"
        return en_pregunta(antes, gesto, "Liberar un acta")
