"""The score of the night: actas come in as they are verified, and the ones to look at again come out in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from prep.domain.catalogo.catalogo import NO_REGISTRADAS, NULOS, Eleccion
from prep.segunda import casilla, esperado, frases, testigos
from prep.segunda.cambiadas import Lugares, de_casillas
from prep.segunda.casilla import Hermana
from prep.segunda.grupo import Enteros, Grupo, Reales, clave_grupo
from prep.segunda.hipotesis import Lote
from prep.segunda.puntos import TIPOS, Puntaje, agregar, contar, juzgar, puntuar
from prep.segunda.repetidas import IgualesQueOtra
from prep.segunda.testigos import Costumbre
from prep.segunda.vista import MINIMO, Mirada, Vista

TROZO = 2048  # actas scored at once: what fits in a few tens of MB

Clave = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Parametros:
    """The handful, none of it fitted to a city."""

    tope: float = 2000.0  # votes of a section's other casillas that count at most: they too differ among themselves
    peso: float = 60.0  # votes that the district weighs beside them: so few that one casilla outweighs it
    previo: float = 0.005  # part of the actas where an agreed error is expected: it moves the odds, not the order


@dataclass(frozen=True, slots=True)
class Aprendido:
    """What tonight's actas have taught about a group."""

    ancho: Reales  # by column, how much wider its figures are spread than a draw of votes
    costumbre: Costumbre
    visto: Reales  # [kind, column, column]: in how many actas the paper itself looks so (`puntos.contar`)
    actas: int


@dataclass(slots=True)
class Mirador:
    """Every election of the night. Nobody else's state: it is made again from the verified actas at any moment."""

    elecciones: Sequence[Eleccion]
    parametros: Parametros = field(default_factory=Parametros)
    grupos: dict[Clave, Grupo] = field(default_factory=dict)
    _casillas: dict[str, int] = field(default_factory=dict)
    _fila_de: dict[Clave, dict[int, int]] = field(default_factory=dict)
    _medidas: dict[Clave, Aprendido] = field(default_factory=dict)
    _hermanas: dict[Clave, list[Hermana]] = field(default_factory=dict)
    _repetidas: IgualesQueOtra = field(default_factory=IgualesQueOtra)

    def recibir(self, vista: Vista) -> None:
        """Takes in a verified acta, or the figures that replace its own after a correction."""
        cual = clave_grupo(vista.acta)
        grupo = self.grupos.get(cual)
        if grupo is None:
            eleccion = next(e for e in self.elecciones if e.codigo == cual[0])
            columnas = (*(c.codigo for c in eleccion.columnas), NO_REGISTRADAS, NULOS)
            grupo = self.grupos[cual] = Grupo(columnas, not cual[1])
            self._fila_de[cual] = {}
            self._hermanas.clear()
        acta = vista.acta
        lugar = f"{acta.seccion} {acta.tipo} {acta.numero} {acta.extension}"
        numero = self._casillas.setdefault(lugar, len(self._casillas))
        self._fila_de[cual][numero] = grupo.recibir(vista, numero)
        self._repetidas.recibir(vista)

    def retirar(self, vista: Vista) -> None:
        """Forgets an acta that is verified no more."""
        self.grupos[clave_grupo(vista.acta)].retirar(vista.acta.clave)
        self._repetidas.retirar(vista.acta.clave)

    def ordenar(self, cuantas: int) -> list[Mirada]:
        """The `cuantas` actas to look at first, likeliest first, by what all that is in teaches."""
        miradas = self._repetidas.miradas()
        dichas = {m.clave for m in miradas}
        for cual, grupo in self.grupos.items():
            for puntos in self.aprender(cual):
                for i in np.argsort(-puntos.log)[:cuantas]:
                    clave = grupo.vistas[int(puntos.filas[i])].acta.clave
                    if clave not in dichas:
                        miradas.append(frases.mirada(puntos, int(i), grupo))
        return sorted(miradas, key=lambda m: (-m.probabilidad, -m.votos, m.clave))[:cuantas]

    def mirar(self, clave: str, cual: Clave) -> Mirada | None:
        """The look of one acta that is in, by what the last `aprender` taught; None while too few are in."""
        repetida = self._repetidas.mirada(clave)
        grupo, medida = self.grupos[cual], self._medidas.get(cual)
        if repetida is None and medida is not None:
            for puntos in self._puntuar(cual, np.array([grupo.fila[clave]]), medida):
                juzgados = juzgar(puntos, medida.visto, medida.actas, self.parametros.previo / TIPOS)
                return frases.mirada(juzgados, 0, grupo)
        return repetida

    def aprender(self, cual: Clave) -> list[Puntaje]:
        """Measures the night's habits again from all that is in a group, and scores it; under `MINIMO`, nothing."""
        grupo = self.grupos[cual]
        if len(grupo) < MINIMO:
            return []
        filas = np.arange(len(grupo))
        parte, apoyo, otras = self._partes(cual, filas)
        k, previo = parte.shape[1], self.parametros.previo / TIPOS
        espera = esperado.esperar(parte, apoyo, esperado.votantes(grupo, filas, otras), np.ones(k))
        ancho = esperado.anchos(grupo, filas, espera)
        costumbre = testigos.aprender(grupo.votos[filas].sum(1), grupo.testigos[filas], otras)
        puntos = list(self._puntuar(cual, filas, Aprendido(ancho, costumbre, np.zeros((TIPOS, k, k)), len(filas))))
        visto = contar(puntos, k)
        self._medidas[cual] = Aprendido(ancho, costumbre, visto, len(filas))
        cambiadas = de_casillas(grupo, Lugares(parte, apoyo, otras, ancho, costumbre))
        return [agregar(juzgar(p, visto, len(filas), previo), cambiadas, previo) for p in puntos]

    def hermanas(self, cual: Clave) -> list[Hermana]:
        """The other elections of the same casillas; special, RP and abroad stand alone."""
        if cual[1]:
            return []
        if cual not in self._hermanas:
            de_bloque = casilla.bloques(self.elecciones)
            self._hermanas[cual] = [
                casilla.hermana(self.grupos[cual], otro, self._fila_de[clave], de_bloque)
                for clave, otro in self.grupos.items()
                if clave != cual and not clave[1]
            ]
        return self._hermanas[cual]

    def _partes(self, cual: Clave, filas: Enteros) -> tuple[Reales, Reales, Reales]:
        """Shares, support and the totals of the casilla's other elections, for rows of a group."""
        grupo, p = self.grupos[cual], self.parametros
        parte, apoyo = esperado.partes(grupo, filas, p.tope, p.peso)
        suyas = self.hermanas(cual)
        otras = np.full((len(filas), len(suyas)), np.nan)
        dicho, voces = np.zeros(parte.shape), np.zeros(len(filas))
        for n, suya in enumerate(suyas):
            donde = suya.filas(grupo.casilla[filas])
            hay = np.flatnonzero(donde >= 0)
            hay = hay[suya.grupo.lleva[donde[hay]].any(1)]
            if len(hay):
                su_parte, _ = esperado.partes(suya.grupo, donde[hay], p.tope, p.peso)
                dicho[hay] += casilla.desviacion(suya, donde[hay], su_parte)
                voces[hay] += 1
                otras[hay, n] = suya.grupo.votos[donde[hay]].sum(1)
        parte = parte * np.exp(casilla.SIGUE * dicho / np.maximum(voces, 1)[:, None])
        return parte / np.maximum(parte.sum(1, keepdims=True), 1e-9), apoyo, otras

    def _puntuar(self, cual: Clave, filas: Enteros, medida: Aprendido) -> Iterator[Puntaje]:
        """The score of those rows of a group, some at a time; a row without two figures has none."""
        grupo = self.grupos[cual]
        patrones, de_patron = np.unique(grupo.lleva[filas], axis=0, return_inverse=True)
        for n, patron in enumerate(patrones):
            columnas = np.flatnonzero(patron)
            suyas = filas[np.ravel(de_patron) == n]
            for i in range(0, len(suyas) if len(columnas) > 1 else 0, TROZO):
                trozo = suyas[i : i + TROZO]
                yield puntuar(
                    self._lote(cual, trozo, columnas, medida), trozo, columnas, self.parametros.previo / TIPOS
                )

    def _lote(self, cual: Clave, filas: Enteros, columnas: Enteros, medida: Aprendido) -> Lote:
        grupo = self.grupos[cual]
        parte, apoyo, otras = self._partes(cual, filas)
        votos = esperado.votantes(grupo, filas, otras)
        espera = esperado.esperar(parte[:, columnas], apoyo, votos, medida.ancho[columnas])
        return Lote(grupo.votos[filas][:, columnas], espera, grupo.testigos[filas], otras, medida.costumbre)
