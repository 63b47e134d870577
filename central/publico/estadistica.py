"""What the rows of a cut say of the work itself: actas by hour, observations, origin, and how long each step took."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from central.publico.corte_publico import CortePublico
from central.publico.formatos import VERSION
from prep.domain.publicacion.columnas import EN_CAMINO, EN_REVISION, FINALES, LUGAR_OBSERVACIONES, UNION
from prep.domain.publicacion.filas import Fila
from prep.domain.reglas.inconsistencias import CONTABILIZADA, FUERA_CATALOGO, INCONSISTENCIAS

Json = dict[str, Any]
ACOPIO, CAPTURA, VERIFICACION = (
    n - len(FINALES) for n in map(FINALES.index, ("FECHA_HORA_ACOPIO", "FECHA_HORA_CAPTURA", "FECHA_HORA_VERIFICACION"))
)
ORIGEN, DIGITALIZACION = (n - len(FINALES) for n in map(FINALES.index, ("ORIGEN", "DIGITALIZACION")))
TRAMOS_DE_TIEMPO = (("acopio", "captura", ACOPIO, CAPTURA), ("captura", "verificacion", CAPTURA, VERIFICACION))
LARGO = len("dd/mm/aaaa hh:mm:ss")
TARDAN = 90  # per cent of the actas that took at most what is said


def estadistica(corte: CortePublico) -> Json:
    """Of all the elections; a time is in whole seconds, an hour in the entity's own."""
    return {
        "version": VERSION,
        "simulacro": not corte.catalogo.ajustes.real,
        "elecciones": [
            {"codigo": e.codigo, **_de_eleccion(corte.por_eleccion[e.codigo])} for e in corte.catalogo.elecciones
        ],
    }


def _de_eleccion(filas: Sequence[Fila]) -> Json:
    registradas = [f for f in filas if f.registrada]
    digitalizadas = [f for f in registradas if _es_hora(f.textos[VERIFICACION])]
    legendas = Counter(f.observacion for f in registradas if f.observacion)
    notas = Counter(n for f in filas for n in f.textos[LUGAR_OBSERVACIONES].split(UNION))
    return {
        "sin_registrar": len(filas) - len(registradas),
        "contabilizadas": sum(f.contabilizada == CONTABILIZADA for f in registradas),
        "fuera_catalogo": sum(f.contabilizada == FUERA_CATALOGO for f in registradas),
        "inconsistencias": {c: legendas[c] for c in sorted(INCONSISTENCIAS)},
        "sin_acta": {c: n for c, n in sorted(legendas.items()) if c.startswith("SIN ACTA")},
        "en_revision": notas[EN_REVISION],
        "imagen_en_camino": notas[EN_CAMINO],
        "origen": dict(sorted(Counter(f.textos[ORIGEN] for f in digitalizadas).items())),
        "digitalizacion": dict(sorted(Counter(f.textos[DIGITALIZACION] for f in digitalizadas).items())),
        "por_hora": _por_hora(digitalizadas),
        "tiempos": [
            {"de": de, "a": a, **tardanza(_segundos(f.textos[hasta]) - _segundos(f.textos[desde]) for f in suyas)}
            for de, a, desde, hasta in TRAMOS_DE_TIEMPO
            if (suyas := [f for f in digitalizadas if _es_hora(f.textos[desde]) and _es_hora(f.textos[hasta])])
        ],
    }


def _por_hora(filas: Iterable[Fila]) -> list[Json]:
    """The hours in which something came in, in order, those in between too."""
    veces = {
        paso: Counter(_hora_de(f.textos[lugar]) for f in filas if _es_hora(f.textos[lugar]))
        for paso, lugar in (("acopiadas", ACOPIO), ("capturadas", CAPTURA), ("verificadas", VERIFICACION))
    }
    horas = [h for cuentas in veces.values() for h in cuentas]
    return [
        {"hora": _escrita(h), **{paso: cuentas[h] for paso, cuentas in veces.items()}}
        for h in (range(min(horas), max(horas) + 1) if horas else ())
    ]


def tardanza(segundos: Iterable[int]) -> Json:
    """The median and what 90 % did not pass: one of the very times, none in between."""
    orden = sorted(segundos)
    return {"actas": len(orden), "mediana_s": _de_orden(orden, 50), "p90_s": _de_orden(orden, TARDAN)}


def _de_orden(orden: Sequence[int], por_ciento: int) -> int:
    return orden[max(0, -(-len(orden) * por_ciento // 100) - 1)]


def _es_hora(publicado: str) -> bool:
    return len(publicado) == LARGO


def _segundos(publicado: str) -> int:
    """Since a fixed day: to be subtracted."""
    horas, minutos, segundos = publicado[11:].split(":")
    return (_dia(publicado[:10]) * 24 + int(horas)) * 3600 + int(minutos) * 60 + int(segundos)


def _hora_de(publicado: str) -> int:
    return _dia(publicado[:10]) * 24 + int(publicado[11:13])


def _escrita(hora: int) -> str:
    """`2024-06-02T20`."""
    return f"{date.fromordinal(hora // 24).isoformat()}T{hora % 24:02d}"


@cache
def _dia(publicado: str) -> int:
    dia, mes, anio = publicado.split("/")
    return date(int(anio), int(mes), int(dia)).toordinal()
