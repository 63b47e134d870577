"""The verified figures of the actas that are compared with one another, as arrays that grow while the night goes on."""

import numpy as np
from numpy.typing import NDArray

from prep.domain.catalogo.catalogo import ASENTADO, SIN_SECCION, TOTALES, Acta, TipoCasilla
from prep.domain.hechos.campos import Valor
from prep.segunda.vista import Vista

Reales = NDArray[np.float64]
Enteros = NDArray[np.int64]
Logicos = NDArray[np.bool_]
ORDINARIAS = frozenset({TipoCasilla.B, TipoCasilla.C, TipoCasilla.E})
_TESTIGOS = (ASENTADO, *TOTALES)  # asentado, sobrantes, personas, representantes, sacados


def clave_grupo(acta: Acta) -> tuple[str, str]:
    """The actas that are compared: the ordinary ones of an election; each other printed code by itself (RP, abroad)."""
    return acta.eleccion, "" if acta.tipo in ORDINARIAS else acta.codigo


class Grupo:
    """The actas of one `clave_grupo`. A figure that nobody could read is no number: it is in no sum."""

    def __init__(self, columnas: tuple[str, ...], ordinario: bool) -> None:
        self.columnas, self.ordinario = columnas, ordinario
        self.vistas: list[Vista] = []
        self.fila: dict[str, int] = {}  # by Acta.clave
        self._lugar = {c: i for i, c in enumerate(columnas)}
        self._secciones: dict[str, int] = {}
        self._territorios: dict[str, int] = {}
        self.de_seccion: dict[int, list[int]] = {}
        k = len(columnas)
        self.votos: Reales = np.zeros((64, k))
        self.lleva: Logicos = np.zeros((64, k), bool)  # the column is on this acta and was read
        self.testigos: Reales = np.full((64, len(_TESTIGOS) + 1), np.nan)  # the last: see `_usadas`
        self.lista: Reales = np.zeros(64)  # voters of its list
        self.casilla: Enteros = np.zeros(64, np.int64)
        self.seccion: Enteros = np.zeros(64, np.int64)
        self.territorio: Enteros = np.zeros(64, np.int64)
        self.suma_seccion: Reales = np.zeros((64, k))
        self.suma_territorio: Reales = np.zeros((64, k))
        self.suma_todo: Reales = np.zeros(k)

    def __len__(self) -> int:
        return len(self.vistas)

    def recibir(self, vista: Vista, casilla: int) -> int:
        """Takes an acta in, or its new figures; its row."""
        acta = vista.acta
        fila = self.fila.get(acta.clave)
        if fila is None:
            fila = self.fila[acta.clave] = len(self.vistas)
            self.vistas.append(vista)
            self._crecer()
            donde = acta.clave if acta.tipo in SIN_SECCION or not self.ordinario else acta.seccion
            self.seccion[fila] = self._secciones.setdefault(donde, len(self._secciones))
            self.territorio[fila] = self._territorios.setdefault(
                acta.territorio if self.ordinario else "", len(self._territorios)
            )
            self.casilla[fila], self.lista[fila] = casilla, acta.lista_nominal
            self.de_seccion.setdefault(int(self.seccion[fila]), []).append(fila)
        else:
            self.vistas[fila] = vista
            self._sumar(fila, -1)
        self._leer(fila, vista)
        self._sumar(fila, 1)
        return fila

    def retirar(self, clave: str) -> None:
        """Leaves an acta out of every sum: its row stays, empty."""
        fila = self.fila[clave]
        self._sumar(fila, -1)
        self.votos[fila], self.lleva[fila], self.testigos[fila] = 0.0, False, np.nan

    def _leer(self, fila: int, vista: Vista) -> None:
        dichos: dict[str, Valor] = dict(zip(vista.forma.campos, vista.valores, strict=True))
        self.votos[fila], self.lleva[fila] = 0.0, False
        for codigo in vista.forma.votos:
            valor = dichos[codigo]
            if isinstance(valor, int):
                self.votos[fila, self._lugar[codigo]] = valor
                self.lleva[fila, self._lugar[codigo]] = True
        leidos = (dichos.get(t) for t in _TESTIGOS)
        self.testigos[fila] = [*(v if isinstance(v, int) else np.nan for v in leidos), _usadas(vista, dichos)]

    def _sumar(self, fila: int, signo: int) -> None:
        propios = signo * self.votos[fila]
        self.suma_seccion[self.seccion[fila]] += propios
        self.suma_territorio[self.territorio[fila]] += propios
        self.suma_todo += propios

    def _crecer(self) -> None:
        if len(self.vistas) <= len(self.votos):
            return
        for nombre in ("votos", "lleva", "testigos", "lista", "casilla", "seccion", "territorio"):
            viejo = getattr(self, nombre)
            setattr(self, nombre, np.concatenate([viejo, np.zeros_like(viejo)]))
        for nombre in ("suma_seccion", "suma_territorio"):
            viejo = getattr(self, nombre)
            if len(viejo) < len(self.votos):
                setattr(self, nombre, np.concatenate([viejo, np.zeros_like(viejo)]))


def _usadas(vista: Vista, dichos: dict[str, Valor]) -> float:
    """Voters of the list whose ballot is not among those left over; NaN where either is not known."""
    sobrantes = dichos.get(_TESTIGOS[1])
    return vista.acta.lista_nominal - sobrantes if isinstance(sobrantes, int) and vista.acta.lista_nominal else np.nan
