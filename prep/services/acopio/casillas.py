"""The casillas of a catalogue, each with its actas of every election, found by what somebody types (R-11b)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from prep.domain.catalogo.catalogo import SIN_SECCION, Acta, Catalogo, TipoCasilla
from prep.domain.catalogo.lectura import LeidaCasilla, nombre_de_casilla

N_A = "N/A"
TIPOS = {
    TipoCasilla.B: "básica",
    TipoCasilla.C: "contigua",
    TipoCasilla.E: "extraordinaria",
    TipoCasilla.S: "especial",
    TipoCasilla.M: "del extranjero",
    TipoCasilla.A: "de voto anticipado",
    TipoCasilla.P: "de prisión preventiva",
}


@dataclass(frozen=True, slots=True)
class Casilla:
    """One casilla and its actas, in the order of the elections; a special one has two of diputaciones (R-19)."""

    seccion: str
    tipo: TipoCasilla
    numero: str
    extension: str
    ordinal: int
    actas: tuple[Acta, ...]

    @property
    def nombre(self) -> str:
        """Short, as it is typed: `123 C2`; the second of those that read the same says `n.º 2` (R-11b)."""
        ordinal = f" n.º {self.ordinal}" if self.ordinal > 1 else ""
        una = self.actas[0]
        return nombre_de_casilla(self.seccion, una.territorio, self.tipo, self.numero, self.extension) + ordinal

    @property
    def nombre_largo(self) -> str:
        lugar = f"Sección {self.seccion}" if self.seccion != N_A else f"Territorio {self.actas[0].territorio}"
        numero = "" if self.numero == N_A else f" {self.numero.lstrip('0')}"
        que = "contigua" if self.tipo is TipoCasilla.E else "extensión"
        extension = f", {que} {self.extension.lstrip('0')}" if self.extension.strip("0") else ""
        ordinal = f", n.º {self.ordinal}" if self.ordinal > 1 else ""
        return f"{lugar}, casilla {TIPOS[self.tipo]}{numero}{extension}{ordinal}"

    def es_de(self, seccion: str) -> bool:
        """Whether its section is `seccion`: all four digits, or its first ones without the zeros; "" is any."""
        busca = seccion.strip()
        return self.seccion == busca if len(busca) == 4 else self.seccion.lstrip("0").startswith(busca.lstrip("0"))


class Casillas:
    """The index of a catalogue's casillas; made once, read from any thread."""

    def __init__(self, catalogo: Catalogo) -> None:
        orden = {e.codigo: n for n, e in enumerate(catalogo.elecciones)}
        grupos: dict[tuple[str, ...], list[Acta]] = defaultdict(list)
        for acta in catalogo.actas.values():
            grupos[_grupo(acta, catalogo)].append(acta)
        self.todas = tuple(sorted((_casilla(g, orden) for g in grupos.values()), key=_lugar))
        self._de_acta = {a.clave: c for c in self.todas for a in c.actas}
        self._de_seccion: dict[str, list[Casilla]] = defaultdict(list)
        for casilla in self.todas:
            self._de_seccion[casilla.seccion].append(casilla)

    def de_acta(self, clave: str) -> Casilla | None:
        return self._de_acta.get(clave)

    @property
    def secciones(self) -> tuple[str, ...]:
        return tuple(s for s in self._de_seccion if s != N_A)

    def que_sean(self, leida: LeidaCasilla) -> tuple[Casilla, ...]:
        """Those of exactly that section which fit what was said; a básica, its only one, needs no number."""
        return tuple(c for c in self._de_seccion.get(leida.seccion, ()) if _es(c, leida))

    def sugeridas(self, texto: str, leida: LeidaCasilla, limite: int = 12) -> tuple[Casilla, ...]:
        """What may be meant while `texto`, read as `leida`, is being typed: that section, or any that begins so."""
        exactas = self.que_sean(leida)
        escrita = texto.strip()
        if leida.tipo or not escrita.isdigit():
            return exactas[:limite]
        siguen = (c for c in self.todas if _empieza(c, escrita) and c.seccion != leida.seccion)
        return (*exactas, *_primeras(siguen, limite))[:limite]


def de_una(acta: Acta) -> Casilla:
    """The casilla of one acta that stands alone: fuera de catálogo."""
    return Casilla(acta.seccion, acta.tipo, acta.numero, acta.extension, acta.ordinal, (acta,))


def _grupo(acta: Acta, catalogo: Catalogo) -> tuple[str, ...]:
    """What the actas of one casilla share; without a section, also the kind of territory that it hangs from."""
    propio = (acta.seccion, acta.tipo.value, acta.numero, acta.extension, str(acta.ordinal))
    if acta.tipo in SIN_SECCION and acta.seccion == N_A:
        return (*propio, acta.territorio, *catalogo.eleccion(acta.eleccion).columnas_territorio)
    return propio


def _casilla(actas: list[Acta], orden: dict[str, int]) -> Casilla:
    una = actas[0]
    puestas = tuple(sorted(actas, key=lambda a: (orden[a.eleccion], a.codigo)))
    return Casilla(una.seccion, una.tipo, una.numero, una.extension, una.ordinal, puestas)


def _lugar(casilla: Casilla) -> tuple[str, int, str, str, int]:
    orden_tipo = list(TipoCasilla).index(casilla.tipo)
    return (casilla.seccion, orden_tipo, casilla.numero, casilla.extension, casilla.ordinal)


def _es(casilla: Casilla, leida: LeidaCasilla) -> bool:
    return (
        leida.tipo in ("", casilla.tipo.value)
        and leida.numero in ("", casilla.numero)
        and leida.extension.lstrip("0") in ("", casilla.extension.lstrip("0"))
        and leida.ordinal in (0, casilla.ordinal)
        and leida.territorio in ("", casilla.actas[0].territorio)
    )


def _empieza(casilla: Casilla, escrita: str) -> bool:
    return casilla.seccion != N_A and casilla.seccion.lstrip("0").startswith(escrita.lstrip("0") or "0")


def _primeras(casillas: Iterable[Casilla], limite: int) -> tuple[Casilla, ...]:
    return tuple(casilla for casilla, _ in zip(casillas, range(max(limite, 0)), strict=False))
