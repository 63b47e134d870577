"""The figures of a cut in small files: all the elections, each territory with its sections, each 16 sections' actas."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from central.publico.corte_publico import CortePublico
from central.publico.formatos import TRAMO, VERSION
from central.publico.votos import BarraDeVotos, contendientes, de_candidaturas, de_partidos
from prep.domain.catalogo.catalogo import SIN_SECCION, Eleccion, TipoCasilla
from prep.domain.publicacion.agregacion import Nivel, Suma, sumar
from prep.domain.publicacion.columnas import (
    CALCULADO,
    CLAVES,
    CONTABILIZADA,
    NADA,
    NO_APLICA,
    capturados,
    encabezados,
)
from prep.domain.publicacion.corte import NOMBRES_RESUMEN, cuentan_especiales
from prep.domain.publicacion.filas import Fila
from prep.domain.publicacion.porcentajes import porcentaje
from prep.domain.publicacion.reparto import Competidora, por_candidatura

Json = dict[str, Any]
DE_SECCION = ("SECCION", "ESPERADAS", "CAPTURADAS", "CONTABILIZADAS", "LISTA_NOMINAL", "VOTOS", "PARTICIPACION")
NUMERICAS = frozenset({CALCULADO, CONTABILIZADA, "LISTA_NOMINAL", "REPRESENTANTES_PP_CI"})


class Fragmentos:
    """The files of one cut, each as what its JSON says."""

    def __init__(self, corte: CortePublico) -> None:
        self._corte = corte
        self._especiales = cuentan_especiales(corte.catalogo.ajustes, corte.ultimo)
        self._partes = [_DeEleccion(corte, e, self._especiales) for e in corte.catalogo.elecciones]

    def resumen(self) -> Json:
        """All the elections, down to their territories."""
        corte, catalogo = self._corte, self._corte.catalogo
        entidad = catalogo.entidad
        return {
            "version": VERSION,
            "proceso": catalogo.proceso,
            "simulacro": not catalogo.ajustes.real,
            "entidad": {c: getattr(entidad, c) for c in ("id", "nombre", "siglas", "anio")},
            "corte": corte.numero,
            "momento": corte.local,
            "ultimo": corte.ultimo,
            "especiales_en_participacion": self._especiales,
            "en_revision": corte.en_revision,
            "elecciones": [parte.eleccion() for parte in self._partes],
        }

    def territorios(self) -> dict[str, Json]:
        """By `ELECCION/TERRITORIO`, those tied to no district too."""
        return {f"{p.codigo}/{t}": p.territorio(t) for p in self._partes for t in p.por_territorio}

    def tramos(self) -> dict[str, Json]:
        """By number: the actas of 16 consecutive numbers of section."""
        partidas: dict[int, dict[str, list[Fila]]] = {}
        for parte in self._partes:
            for fila in parte.filas:
                if not _sin_seccion(fila):
                    suyas = partidas.setdefault(int(fila.acta.seccion) // TRAMO, {})
                    suyas.setdefault(parte.codigo, []).append(fila)
        return {str(n): self._actas(n, filas) for n, filas in sorted(partidas.items())}

    def sin_seccion(self) -> Json:
        """The actas that hang from no section: from abroad, early vote, detention, and fuera de catálogo."""
        sueltas = {p.codigo: [f for f in p.filas if _sin_seccion(f)] for p in self._partes}
        return self._actas(None, {c: filas for c, filas in sueltas.items() if filas})

    def _actas(self, tramo: int | None, filas: Mapping[str, Sequence[Fila]]) -> Json:
        partes = {p.codigo: p for p in self._partes}
        return {
            "version": VERSION,
            "simulacro": not self._corte.catalogo.ajustes.real,
            "tramo": tramo,
            "elecciones": {c: partes[c].actas(suyas) for c, suyas in filas.items()},
        }


class _DeEleccion:
    """One election of the cut."""

    def __init__(self, corte: CortePublico, eleccion: Eleccion, especiales: bool) -> None:
        sumas, catalogo = corte.sumas[eleccion.codigo], corte.catalogo
        self.codigo, self.filas = eleccion.codigo, corte.por_eleccion[eleccion.codigo]
        self.por_territorio = {clave[0]: suma for clave, suma in sorted(sumas[Nivel.TERRITORIO].items())}
        self._corte, self._eleccion, self._especiales = corte, eleccion, especiales
        self._secciones: dict[str, list[tuple[str, Suma]]] = {}
        for (territorio, seccion), suma in sorted(sumas[Nivel.SECCION].items()):
            self._secciones.setdefault(territorio, []).append((seccion, suma))
        self._quienes = contendientes(catalogo, eleccion, self.por_territorio)
        self._nombres = {t.id: t.nombre for t in catalogo.territorios if t.eleccion == eleccion.codigo}
        self._columnas = encabezados(eleccion)[len(CLAVES) :]
        cifras = NUMERICAS.union(capturados(eleccion))
        self._lectores = [_NUMEROS if columna in cifras else _TEXTOS for columna in self._columnas]

    def eleccion(self) -> Json:
        corte, sumas = self._corte, self._corte.sumas[self.codigo]
        candidaturas = de_candidaturas(corte.catalogo, self._eleccion, self._quienes, self.por_territorio)
        hay = sumas[Nivel.ENTIDAD].get((), Suma()).contabilizadas > 0
        territorios = [self._cifras(t) for t in self.por_territorio if self._es_distrito(t)]
        return {
            "codigo": self.codigo,
            "nombre": self._eleccion.nombre,
            "territorio": self._eleccion.territorio,
            "figuras": {
                nombre: _NUMEROS[texto]
                for nombre, texto in zip(NOMBRES_RESUMEN, corte.resumenes[self.codigo].textos, strict=True)
            },
            "candidaturas": _renglones(candidaturas, hay),
            "partidos": _renglones(de_partidos(corte.catalogo, self._eleccion, sumas[Nivel.TERRITORIO]), hay),
            "solo_partidos": [c.codigo for c in self._eleccion.codigos if c.rp],
            "territorios": territorios,
            "sin_distrito": [self._cifras(t) for t in self.por_territorio if not self._es_distrito(t)],
            "por_tipo": list(self._por_tipo()),
        }

    def territorio(self, territorio: str) -> Json:
        suma = self.por_territorio[territorio]
        partidos = de_partidos(self._corte.catalogo, self._eleccion, {(territorio,): suma})
        quienes = self._quienes[territorio]
        renglones = [self._seccion(seccion, suya, quienes) for seccion, suya in self._secciones[territorio]]
        columnas = (*DE_SECCION, *por_candidatura(quienes, suma))
        return {
            "version": VERSION,
            "simulacro": not self._corte.catalogo.ajustes.real,
            "eleccion": self.codigo,
            "cifras": self._cifras(territorio),
            "partidos": _renglones(partidos, suma.contabilizadas > 0),
            "suman": {c.codigo: list(c.columnas) for c in quienes},
            "secciones": {"columnas": list(columnas), "datos": _por_columnas(renglones, len(columnas))},
        }

    def actas(self, filas: Sequence[Fila]) -> Json:
        """The published texts of `filas`, figures as numbers."""
        columnas = zip(*(f.textos[len(CLAVES) :] for f in filas), strict=True)
        return {
            "columnas": list(self._columnas),
            "datos": [list(map(leer, columna)) for leer, columna in self._leidas(columnas)],
        }

    def _leidas(self, columnas: Iterable[tuple[str, ...]]) -> Iterable[tuple[Any, tuple[str, ...]]]:
        return ((lector.__getitem__, columna) for lector, columna in zip(self._lectores, columnas, strict=True))

    def _es_distrito(self, territorio: str) -> bool:
        """A place where people vote in sections; the votes from abroad are tied to none."""
        return any(seccion != NO_APLICA for seccion, _ in self._secciones[territorio])

    def _cifras(self, territorio: str) -> Json:
        suma = self.por_territorio[territorio]
        return {
            "id": territorio,
            "nombre": self._nombres.get(territorio, ""),
            **self._conteos(suma),
            "candidaturas": {
                c: v if suma.contabilizadas else NADA
                for c, v in por_candidatura(self._quienes[territorio], suma).items()
            },
        }

    def _conteos(self, suma: Suma) -> Json:
        """What is not known is `-`, never 0 (R-12)."""
        hay = suma.contabilizadas > 0
        participan = suma.total if self._especiales else suma.total - suma.total_especiales
        return {
            "esperadas": suma.actas - suma.fuera_catalogo,
            "capturadas": suma.capturadas,
            "contabilizadas": suma.contabilizadas,
            "lista_nominal": suma.lista_nominal if hay else NADA,
            "votos": suma.total if hay else NADA,
            "participacion": porcentaje(participan, suma.lista_nominal) if suma.lista_nominal else NADA,
        }

    def _seccion(self, seccion: str, suma: Suma, quienes: tuple[Competidora, ...]) -> tuple[Any, ...]:
        votos = por_candidatura(quienes, suma)
        hay = suma.contabilizadas > 0
        return (seccion, *self._conteos(suma).values(), *(v if hay else NADA for v in votos.values()))

    def _por_tipo(self) -> Iterable[Json]:
        for tipo in (TipoCasilla.M, TipoCasilla.A, TipoCasilla.P):
            suyas = [f for f in self.filas if f.acta.tipo is tipo and f.acta.catalogada]
            for suma in sumar(suyas, Nivel.ENTIDAD).values():
                conteos = self._conteos(suma)
                yield {
                    "tipo": tipo.value,
                    **{c: conteos[c] for c in ("esperadas", "capturadas", "contabilizadas", "votos")},
                }


class _Numeros(dict[str, int | str]):
    """The figure of each published text; a night's million cells are a few hundred different texts."""

    def __missing__(self, texto: str) -> int | str:
        self[texto] = valor = int(texto) if texto.isdecimal() else texto
        return valor


class _Textos(dict[str, str]):
    """Keys, places, hashes and times stay as they are."""

    def __missing__(self, texto: str) -> str:
        return texto


_NUMEROS, _TEXTOS = _Numeros(), _Textos()


def _sin_seccion(fila: Fila) -> bool:
    return fila.acta.tipo in SIN_SECCION or not fila.acta.catalogada


def _por_columnas(renglones: Sequence[tuple[Any, ...]], columnas: int) -> list[list[Any]]:
    return [[renglon[n] for renglon in renglones] for n in range(columnas)]


def _renglones(barras: Iterable[BarraDeVotos], hay: bool) -> list[Json]:
    return [
        {
            "codigo": b.codigo,
            "nombre": b.nombre,
            "votos": b.votos if hay else NADA,
            "porcentaje": b.porcentaje if hay else NADA,
        }
        for b in barras
    ]
