"""Invented figures of an acta: plausible shares, and the same oddities as real ones (R-14)."""

from central.catalogo.perfil import EleccionPerfil
from prep.domain.catalogo.catalogo import NO_REGISTRADAS, NULOS, TOTALES, ClaseColumna, TipoCasilla
from simulacro.pueblo.azar import Azar
from simulacro.pueblo.inventar import CasillaInventada

SOBRANTES, PERSONAS, REPRESENTANTES_VOTARON, SACADOS = TOTALES
PESO_NULOS, PESO_NO_REGISTRADAS, PESO_SIN_PARTIDO = 0.03, 0.002, 0.3


class Cifras:
    """The figures of one election, territory by territory."""

    def __init__(self, semilla: int, eleccion: EleccionPerfil, exceden: float) -> None:
        self._semilla, self._eleccion, self._exceden = semilla, eleccion, exceden
        self._azar = Azar(semilla, "cifras", eleccion.codigo)
        self._pesos_por: dict[str, dict[str, float]] = {}

    def de(self, casilla: CasillaInventada, territorio: str, codigo: str) -> dict[str, int]:
        """Every numeric column of the row but LN; what its acta does not carry is 0, as in real files."""
        azar, perfil = self._azar, self._eleccion.codigos[codigo]
        lleva = self._eleccion.votos_de(territorio, codigo)
        pesos = self._pesos_de(territorio)
        total = self._cuantos(casilla)
        votos = _repartir(total, [pesos[v] * azar.entre(0.8, 1.2) for v in lleva])
        representantes = min(azar.entero(0, 9) // 2, total)
        sacados = max(0, total + (azar.entero(-3, 3) if azar.uno() < 0.03 else 0))
        totales = {
            SOBRANTES: max(0, casilla.lista_nominal + 20 - total),
            PERSONAS: max(0, sacados - representantes),
            REPRESENTANTES_VOTARON: representantes,
            SACADOS: sacados,
        }
        if azar.uno() < 0.02:
            totales |= {SOBRANTES: 0, PERSONAS: 0, REPRESENTANTES_VOTARON: 0}
        cifras = {t: totales[t] if t in perfil.totales else 0 for t in TOTALES}
        cifras |= dict.fromkeys(self._eleccion.votos, 0) | dict(zip(lleva, votos, strict=True))
        return cifras

    def asentado(self, total: int, especial: bool) -> int:
        """As the paper has it: on one acta in ten not the sum; special casillas leave it at 0 in the real files."""
        azar = self._azar
        if especial:
            return 0
        if azar.uno() >= 0.1:
            return total
        return azar.elegir((0, total + azar.entero(1, 30), max(0, total - azar.entero(1, 30))))

    def _cuantos(self, casilla: CasillaInventada) -> int:
        azar, lista = self._azar, casilla.lista_nominal
        if casilla.tipo is TipoCasilla.S:
            return azar.entero(80, 480)
        if azar.uno() < self._exceden:
            return int(lista * azar.entre(1.1, 1.4)) + 20
        if casilla.tipo is TipoCasilla.A:
            return azar.entero((lista + 1) // 2, lista)
        participacion = azar.cerca(0.9 if casilla.tipo is TipoCasilla.P else 0.69, 0.09)
        return int(lista * participacion)

    def _pesos_de(self, territorio: str) -> dict[str, float]:
        """How strong each column is in a territory: a party's strength is the same in all elections."""
        if territorio not in self._pesos_por:
            azar = Azar(self._semilla, "pesos", self._eleccion.codigo, territorio)
            pesos = {NULOS: PESO_NULOS, NO_REGISTRADAS: PESO_NO_REGISTRADAS}
            for columna in self._eleccion.eleccion.columnas:
                fuerzas = [0.05 + Azar(self._semilla, "fuerza", p).uno() ** 2 for p in columna.partidos]
                if columna.clase is ClaseColumna.COMBINACION:
                    peso = 0.08 * min(fuerzas)
                elif columna.clase is ClaseColumna.SIN_PARTIDO:
                    peso = PESO_SIN_PARTIDO
                else:
                    peso = sum(fuerzas)
                pesos[columna.codigo] = peso * azar.entre(0.7, 1.3)
            self._pesos_por[territorio] = pesos
        return self._pesos_por[territorio]


def _repartir(total: int, pesos: list[float]) -> list[int]:
    """`total` in whole parts like `pesos`; what is left goes to the heaviest."""
    suma = sum(pesos)
    partes = [int(total * p / suma) for p in pesos]
    partes[pesos.index(max(pesos))] += total - sum(partes)
    return partes
