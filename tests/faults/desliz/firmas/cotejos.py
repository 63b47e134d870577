"""Cotejos: each outcome with the figures that were shown, its reason and its questions; asked for as it was written."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.hechos.campos import Marca, Valor, leer_valor
from prep.domain.hechos.hechos import Fuente, Tipo
from prep.domain.vida.acuerdo import SE_ABRE, SE_CAMBIA, SE_PIDE, SIN_CAMBIO
from prep.domain.vida.estado import Etapa
from prep.services.captura.cotejos import CasoDeCotejo, LadoDeCotejo
from prep.services.captura.trabajo import Trabajo
from prep.services.nodo.tipos import CotejoEnBandeja, TrabajoTomado
from prep.ui.cotejo.pantalla import PUERTA, PantallaCotejos
from prep.ui.rotulos import escrito
from prep.ui.validacion.obra_tabla import EstadoMesa, SucesoMesa
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import ACEPTAN, Firmado, Hilo, PuestoDeFirmas, en_pregunta
from tests.faults.desliz.gestos import Gesto
from tests.store import ejemplos

AHORA = datetime.now(UTC)
ACTA = ejemplos.acta(9)
FORMA = ejemplos.catalogo().forma_de(ACTA)
PUBLICADA: tuple[Valor, ...] = (7, 8, 9, 10, 101, 102, 103, 104, 0, 0, 424)
OTRA: tuple[Valor, ...] = (7, 8, 9, 10, 101, 102, 13, 104, 0, 0, 334)
IMAGEN = "a" * 64
NUEVAS, CAMBIA = "Antes de guardar", "Aceptada con modificación"


def _lado(fuente: Fuente, valores: tuple[Valor, ...], imagen: str) -> LadoDeCotejo:
    return LadoDeCotejo(fuente, Etapa.VERIFICADA, "01", imagen, valores, "ACTA PREP", (uuid4(),))


class PuestoDeCotejos(PuestoDeFirmas):
    puerta = PUERTA
    quien = "beto"
    firmara = (Tipo.COTEJO, Tipo.PROPUESTA)
    teclas = ("f2", "ctrl+f2", "f7", "f8", "f11", "f3", "+*", "+a", "+b", "b")

    def preparar(self) -> None:
        self._ronda = 0
        self._pantalla._obra._mirar.stop()
        self._estacion.nodo.consultar_acta = lambda clave: {"etapa": "VERIFICADA"}  # type: ignore[method-assign]

    @property
    def _pantalla(self) -> PantallaCotejos:
        assert isinstance(self.marco.pantalla, PantallaCotejos)
        return self.marco.pantalla

    def caminos(self, azar: Random) -> list[str]:
        baja = ["abajo"] * azar.randrange(3)
        otra = azar.choice((["b"], ["texto:17", "enter"], ["+*"], ["texto:900", "enter"], ["b", "a"]))
        pide = ["f7", f"texto:{ACTA.clave.lower()}", "enter", *baja, "enter"]
        return azar.choice(
            (
                ["f2"],
                ["enter"] * 12,
                [*baja, *otra, "ctrl+f2", *azar.choice(([], ["+s"])), "enter"],
                [*baja, *otra, *otra, "ctrl+f2", "+s", "texto:Se lee asi", "enter"],
                ["f11", "+a", *baja, "enter"],
                ["f11", "+b", *baja, "enter"],
                ["f2", *pide],
            )
        )

    def llega(self, azar: Random) -> None:
        self._ronda += 1
        obra = self._pantalla._obra
        if self._pantalla.panel is not None:
            self._pantalla._a_la_bandeja("", "nota")
        obra._maquina.estado = EstadoMesa.BANDEJA
        self.reposo()
        obra._mirar.stop()
        toma = TrabajoTomado(
            self._ronda, uuid4(), ACTA.clave, Fuente.CATD, 1, 1, IMAGEN, AHORA + timedelta(days=1)
        )  # fmt: skip
        trabajo = Trabajo(toma, ACTA, FORMA, b"", Identificacion.ETIQUETA)
        otra = azar.choice((OTRA, OTRA, PUBLICADA, ()))
        imagen = azar.choice((IMAGEN, IMAGEN, ""))
        lados = _lado(Fuente.CATD, PUBLICADA, imagen), _lado(Fuente.CASILLA, otra, IMAGEN)
        obra._maquina.dar(SucesoMesa.PIDE)
        obra._llego(CasoDeCotejo(trabajo, *lados, ()))

    def mirada(self, azar: Random) -> None:
        """The tray, which is not in front: nothing of the case changes."""
        filas = [
            CotejoEnBandeja(ejemplos.acta(n).clave, Fuente.CATD, AHORA, "", "", "", True)
            for n in azar.sample((1, 3, 5, 7), 3)
        ]
        self._pantalla._obra.bandeja.emit(tuple(filas))

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        if firmado.tipo == Tipo.PROPUESTA:
            return self._propuesto(json.loads(firmado.cuerpo["datos"]), firmado.cuerpo["motivo"], antes, gesto, hilo)
        resultado, motivo = firmado.cuerpo["resultado"], firmado.cuerpo["motivo"]
        if resultado == SE_PIDE:
            if ([firmado.acta], motivo) != ([c.upper() for c in hilo.dijo("¿De qué acta publicada?")], antes.escrito):
                return f"pidió {firmado.acta} por {motivo} y se escribió otra cosa: {hilo.contestado}"
            return en_pregunta(antes, gesto, "Pedir un cotejo")
        if resultado != SIN_CAMBIO or firmado.acta != ACTA.clave:
            return "decidió lo que nadie ve"
        if antes.pregunta or not (
            gesto.texto == "f2" or (gesto.texto in ACEPTAN and antes.foco.startswith("1 Aceptada"))
        ):
            return f"la aceptó lo que no la acepta, con el foco en «{antes.foco}»"
        quedan = _quedan(antes)
        return "" if quedan == list(map(escrito, PUBLICADA)) else f"aceptó lo publicado y se veía {quedan}"

    def _propuesto(self, cotejo: dict, motivo: str, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:  # type: ignore[type-arg]
        if motivo != antes.escrito:
            return f"con otro motivo: {motivo}"
        if cotejo["resultado"] == SE_ABRE:
            que = "redigitalizar" if cotejo["imagen"] else "recapturar"
            return en_pregunta(antes, gesto, f"No aceptada: {que}")
        valores = [leer_valor(v) for v in cotejo["valores"]]
        if cotejo["resultado"] != SE_CAMBIA or list(map(escrito, valores)) != _quedan(antes):
            return f"propuso {valores} y se veía {_quedan(antes)}"
        votos = valores[FORMA.rango_votos]
        dudoso = any(isinstance(v, Marca) for v in votos) or sum(v for v in votos if isinstance(v, int)) > 716
        contestada = any(d.pregunta == NUEVAS and g == Gesto("sostenida", "s") for d, g in hilo.contestado)
        if dudoso and not contestada:
            return f"propuso {valores} sin que nadie contestara por ello"
        return en_pregunta(antes, gesto, CAMBIA)


def _quedan(antes: Delante) -> list[str]:
    """The figures on the screen, field by field."""
    return [campo.rpartition("=")[2] for campo in antes.campos if campo.startswith("Cifra ")]
