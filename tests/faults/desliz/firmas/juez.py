"""What must hold after each gesture where acts are signed: none is nobody's, and each says what a person was shown."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from tests.faults.desliz.firmas.delante import Delante, mirar
from tests.faults.desliz.firmas.incidente import es_incidente, juzgar_incidente
from tests.faults.desliz.firmas.puesto import ACEPTAN, Firmado, Hilo, PuestoDeFirmas
from tests.faults.desliz.gestos import Gesto, Manos, ruido

MIRADA = Gesto("mirada", "")  # the node says something new: nobody touched a key
DE_TODAS = ("enter", "enter", "tab", "espacio", "esc", "arriba", "abajo", "borra", "f1", "ctrl+i", "ctrl+f1",
            *"0175abs*+-")  # fmt: skip


@dataclass
class CuentaDeFirmas:
    """Of the streams that were played."""

    corrientes: int = 0
    gestos: int = 0
    ajenos: int = 0  # that nobody meant
    firmados: dict[str, int] = field(default_factory=dict)
    malas: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        firmados = ", ".join(f"{n} {tipo}" for tipo, n in sorted(self.firmados.items())) or "nada firmado"
        return f"{self.corrientes} corrientes, {self.gestos} gestos ({self.ajenos} de nadie), {firmados}"


def corriente(azar: random.Random, puesto: PuestoDeFirmas) -> Iterator[Gesto]:
    """Hands that go on purpose to a signature, stop before it, or touch something else; and what nobody meant."""
    for _ in range(azar.choice((1, 1, 2))):
        camino = puesto.caminos(azar)
        hasta = azar.choice((len(camino), len(camino), len(camino), azar.randrange(len(camino) + 1)))
        for paso in camino[:hasta]:
            if azar.random() < 0.25:
                yield MIRADA if azar.random() < 0.25 else ruido(azar)
            if paso.startswith("lector:"):
                yield Gesto("lector", paso.removeprefix("lector:"), "\r")
                continue
            for tecla in paso.removeprefix("texto:") if paso.startswith("texto:") else (paso,):
                yield _de_mano(tecla)
        for _ in range(azar.randrange(4)):
            suerte = azar.random()
            if suerte < 0.4:
                yield ruido(azar)
            elif suerte < 0.5:
                yield MIRADA
            else:
                yield _de_mano(azar.choice((*puesto.teclas, *DE_TODAS)))


def _de_mano(tecla: str) -> Gesto:
    return Gesto("sostenida", tecla[1:]) if tecla[:1] == "+" and len(tecla) > 1 else Gesto("tecla", tecla)


class JuezDeFirmas:
    """Plays streams on a window and looks at it after each gesture."""

    def __init__(self, puesto: PuestoDeFirmas, cuenta: CuentaDeFirmas) -> None:
        self._puesto, self._cuenta, self._manos = puesto, cuenta, Manos(puesto.marco)
        self._hilo, self._delante = Hilo(), mirar(puesto.marco)
        self._donde = ""

    def jugar(self, semilla: int) -> None:
        azar = random.Random(semilla)
        self._puesto.sembrar(semilla)
        self._puesto.cerrar_preguntas()
        self._puesto.llega(azar)
        self._puesto.reposo()
        self._puesto.firmados()
        self._delante = mirar(self._puesto.marco)
        self._hilo = Hilo(self._delante.campos)
        self._cuenta.corrientes += 1
        for n, gesto in enumerate(corriente(azar, self._puesto)):
            self._donde = f"semilla {semilla}, gesto {n}: {gesto}"
            self._cuenta.gestos += 1
            self._cuenta.ajenos += not gesto.de_mano
            if gesto.clase == "repetida":  # its first press is a hand's
                self._jugado(Gesto("tecla", gesto.texto), partial(self._manos.apretar, gesto.texto))
            self._jugado(gesto, partial(self._hacer, gesto, azar))

    def _hacer(self, gesto: Gesto, azar: random.Random) -> None:
        match gesto.clase:
            case "tecla":
                self._manos.tocar(gesto.texto)
            case "sostenida":
                self._manos.sostener(gesto.texto)
            case "lector":
                self._manos.leer(gesto)
            case "repetida":
                self._manos.repetir(gesto.texto)
            case "mirada":
                self._puesto.mirada(azar)
            case _:
                self._manos.perder_el_foco(gesto.texto)

    def _jugado(self, gesto: Gesto, hacer: Callable[[], object]) -> None:
        antes = self._delante
        hacer()
        self._manos.mirar()
        self._puesto.reposo()
        ahora = self._delante = mirar(self._puesto.marco)
        for firmado in self._puesto.firmados():
            self._cuenta.firmados[firmado.tipo] = self._cuenta.firmados.get(firmado.tipo, 0) + 1
            self._seguir(antes, gesto)
            if gesto.de_mano:
                mal = self._juzgar(firmado, antes, gesto)
            else:
                mal = "" if self._puesto.de_lector(firmado, antes, gesto) else "lo firmó lo que nadie quiso"
            if mal:
                self._mal(f"{firmado}: {mal}; delante: {antes}")
        if gesto.clase in ("lector", "repetida"):
            self._escrito(gesto, antes, ahora)
        self._seguir(antes, gesto)
        if not ahora.pregunta:
            self._hilo = Hilo(ahora.campos)

    def _juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto) -> str:
        if es_incidente(firmado):
            return juzgar_incidente(firmado, antes, gesto)
        return self._puesto.juzgar(firmado, antes, gesto, self._hilo)

    def _seguir(self, antes: Delante, gesto: Gesto) -> None:
        """What was asked is answered once."""
        dichos = self._hilo.contestado
        contesta = antes.pregunta and gesto.de_mano and (gesto.texto in ACEPTAN or gesto.clase == "sostenida")
        if contesta and not (dichos and dichos[-1][0] is antes):
            dichos.append((antes, gesto))

    def _escrito(self, gesto: Gesto, antes: Delante, ahora: Delante) -> None:
        """Nothing that nobody meant answers a question or is left in a field."""
        if gesto.clase == "repetida" and gesto.texto in ("borra", "arriba", "abajo", "tab"):
            return
        if gesto.clase == "lector" and self._puesto.pide_etiqueta(antes):
            return
        if ahora.pregunta != antes.pregunta:
            self._mal(f"contestó «{antes.pregunta}» y abrió «{ahora.pregunta}»")
            return
        quedan = [c for c in ahora.campos if not self._puesto.libre(c)]
        eran = [c for c in antes.campos if not self._puesto.libre(c)]
        if quedan != eran:
            self._mal(f"escribió {sorted(set(quedan) - set(eran))} donde decía {sorted(set(eran) - set(quedan))}")

    def _mal(self, que: str) -> None:
        self._cuenta.malas.append(f"{self._donde}: {que}")
