"""The CCV's desk: two people read each acta and its casilla; decided what was shown, for the reason written (R-05)."""

import json
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.hechos.campos import Marca, Valor, leer_valor
from prep.domain.hechos.hechos import AccionDeMesa, Captura, Fuente, Tipo
from prep.services.captura.trabajo import Trabajo
from prep.services.captura.validacion import REVISADA, Caso
from prep.services.nodo.tipos import CapturaDeRonda, CasoEnBandeja, TrabajoTomado
from prep.ui.rotulos import escrito
from prep.ui.validacion import motivos
from prep.ui.validacion.obra_tabla import EstadoMesa, SucesoMesa
from prep.ui.validacion.pantalla import PUERTA, PantallaValidacion
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.firmas.puesto import ACEPTAN, Firmado, Hilo, PuestoDeFirmas, en_pregunta
from tests.faults.desliz.gestos import Gesto
from tests.store import ejemplos

ACTA, OTRA = ejemplos.acta(9), ejemplos.acta(11)
FORMA = ejemplos.catalogo().forma_de(ACTA)
UNA: tuple[Valor, ...] = (7, 8, 9, 10, 101, 102, 103, 104, 0, 0, 424)
DOS: tuple[Valor, ...] = (7, 8, 9, 10, 101, 102, 13, Marca.ILEGIBLE, 0, 0, 505)
CIERRE = "Antes de guardar"
PARTES = ("Sección", "Tipo de casilla (B, C, E, S)", "Número", "Extensión (0 si no hay)")


class PuestoDeMesaDelCCV(PuestoDeFirmas):
    puerta = PUERTA
    quien, estacion = "fer", "est-ccv-1"
    firmara = (Tipo.DICTAMEN, Tipo.PROPUESTA)
    teclas = ("f2", "f3", "f7", "f8", "f11", "ctrl+o", "+*", "+a", "+c", "+e", "a", "b")

    def preparar(self) -> None:
        self._ronda = 0
        self._caso: Caso | None = None
        self._pantalla._obra._mirar.stop()

    @property
    def _pantalla(self) -> PantallaValidacion:
        assert isinstance(self.marco.pantalla, PantallaValidacion)
        return self.marco.pantalla

    def caminos(self, azar: Random) -> list[str]:
        cifra = [azar.choice(("a", "b", "b", "texto:17", "+*")) for _ in range(azar.choice((3, 3, 4)))]
        cifras = [paso for c in cifra for paso in ([c, "enter"] if c.startswith("texto") else [c])]
        motivo = azar.choice((["enter"], ["abajo", "enter"], ["texto:Se lee asi", "enter"]))
        acepta = ["f2", *azar.choice(([], ["+s"])), *motivo]
        otra = ["texto:11", "enter", "texto:b", "enter", "texto:1", "enter", "texto:0", "enter", *motivo]
        return azar.choice(
            (
                ["f2"],
                ["enter", *motivo],
                [*cifras, *acepta],
                [*cifras, "enter", *azar.choice(([], ["+s"])), *motivo],
                ["f11", azar.choice(("+a", "+b", "+e")), *motivo],
                ["f11", azar.choice(("+c", "+c", "+d")), *otra],
            )
        )

    def llega(self, azar: Random) -> None:
        """They differ, or agree; on the figures, on which acta it is, or one of them marked a vote."""
        self._ronda += 1
        obra, pantalla = self._pantalla._obra, self._pantalla
        if pantalla.panel is not None:
            pantalla._cerrar_caso()
            pantalla._a_la_bandeja("", "nota")
        obra._maquina.estado = EstadoMesa.BANDEJA
        self.reposo()
        obra._mirar.stop()
        toma = TrabajoTomado(
            self._ronda, uuid4(), ACTA.clave, Fuente.CASILLA, self._ronda, 1, "", datetime.now(UTC) + timedelta(days=1)
        )
        trabajo = Trabajo(toma, ACTA, FORMA, b"", Identificacion.MANUAL)
        otra = azar.choice((DOS, DOS, UNA))
        leyo = azar.choice((ACTA, ACTA, OTRA)).clave
        vistas = [
            CapturaDeRonda(uuid4(), quien, Captura(self._ronda, "", cifras, "ACTA PREP", clave))
            for quien, cifras, clave in (("beto", UNA, ACTA.clave), ("caro", otra, leyo))
        ]
        self._caso = Caso(trabajo, tuple(vistas[: azar.choice((2, 2, 2, 2, 0))]))
        obra._maquina.dar(SucesoMesa.PIDE)
        obra._llego(self._caso)

    def mirada(self, azar: Random) -> None:
        """The tray, which is not in front: nothing of the case changes."""
        ahora = datetime.now(UTC)
        filas = [
            CasoEnBandeja(ejemplos.acta(n).clave, Fuente.CASILLA, 1, "EN_MESA", ahora, "", True)
            for n in azar.sample((1, 3, 5, 7), 3)
        ]
        self._pantalla._obra.bandeja.emit(tuple(filas))

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        propuesto = firmado.tipo == Tipo.PROPUESTA
        if not (propuesto or firmado.tipo == Tipo.DICTAMEN) or self._caso is None or firmado.acta != ACTA.clave:
            return "nadie ve esa acta"
        cuerpo = json.loads(firmado.cuerpo["datos"]) if propuesto else firmado.cuerpo
        accion = AccionDeMesa(cuerpo["accion"])
        solo = accion is AccionDeMesa.ACEPTA and not self._caso.dicha(tuple(map(leer_valor, cuerpo["valores"])))
        if solo is not propuesto:
            return "una persona sola asentó lo que nadie capturó" if solo else "propuso lo que decide sola"
        if set(cuerpo["capturas"]) != {str(v.hecho) for v in self._caso.capturas}:
            return "decidió sobre otras capturas"
        if accion is AccionDeMesa.ACEPTA and (mal := self._cifras(cuerpo["valores"], antes, hilo)):
            return mal
        if accion is AccionDeMesa.ACEPTA and cuerpo["motivo"] == REVISADA and not antes.pregunta:
            con = gesto.texto == "f2" or (gesto.texto in ACEPTAN and antes.foco.startswith("Aceptar"))
            return "" if con else f"la aceptó «{gesto.texto}», con el foco en «{antes.foco}»"
        if accion is AccionDeMesa.ACEPTA and cuerpo["motivo"] == REVISADA and antes.pregunta == CIERRE:
            return "" if gesto == Gesto("sostenida", "s") else f"«{gesto.texto}» no contesta el cierre"
        if cuerpo["motivo"] != antes.escrito:
            return f"por «{cuerpo['motivo']}», y se leía «{antes.escrito}»"
        if accion is AccionDeMesa.IDENTIFICA:
            escrita = [c.rpartition("=")[2] for p in PARTES for c in antes.campos if c.startswith(f"_Parte {p}=")]
            seccion, tipo, numero, _ = escrita
            if f"-{seccion.zfill(4)}-{tipo.upper()}{numero.zfill(2)}-" not in cuerpo["destino"]:
                return f"dijo que es {cuerpo['destino']}, y se escribió {escrita}"
            titulos = (motivos.de(accion).titulo, motivos.de_fuera().titulo)
            return en_pregunta(antes, gesto, antes.pregunta if antes.pregunta in titulos else titulos[0])
        return en_pregunta(antes, gesto, (motivos.de_dos() if propuesto else motivos.de(accion)).titulo)

    def _cifras(self, valores: list[str], antes: Delante, hilo: Hilo) -> str:
        """They are those on the screen, and what is in doubt was answered for."""
        dichas = [leer_valor(v) for v in valores]
        quedan = [c.rpartition("=")[2] for c in antes.campos if c.startswith("Cifra ")]
        if sorted(map(escrito, dichas)) != sorted(quedan):  # those that differ are above
            return f"aceptó {dichas} y se veía {quedan}"
        votos = dichas[FORMA.rango_votos]
        dudoso = any(isinstance(v, Marca) for v in votos) or sum(v for v in votos if isinstance(v, int)) > 716
        contestada = antes.pregunta == CIERRE or any(
            d.pregunta == CIERRE and g == Gesto("sostenida", "s") for d, g in hilo.contestado
        )
        return f"aceptó {dichas} sin que nadie contestara por ello" if dudoso and not contestada else ""
