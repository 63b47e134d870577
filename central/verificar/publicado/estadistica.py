"""What the site says of the work itself, added up again from the rows: counts, origins, hours and how long it took."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from central.verificar.publicado.falla import ClaseDeFalla, Revisado
from central.verificar.publicado.renglones import NADA, Renglon, SitioDelVerificador

HORA = "%d/%m/%Y %H:%M:%S"
MOMENTOS = {"acopiadas": "ACOPIO", "capturadas": "CAPTURA", "verificadas": "VERIFICACION"}
PASOS = (("acopio", "captura"), ("captura", "verificacion"))
MEDIANA, CASI_TODAS = 50, 90  # per cent of the actas that took that time or less


def revisar_estadistica(sitio: SitioDelVerificador, filas: Mapping[str, Sequence[Renglon]], h: Revisado) -> None:
    """Each figure of the statistics of each election is that of its rows."""
    nombres = {e["codigo"]: e["nombre"] for e in sitio.resumen["elecciones"]}
    for dicha in sitio.estadistica["elecciones"]:
        suyas = filas.get(nombres[dicha["codigo"]])
        for campo, debida in () if suyas is None else _de(suyas).items():
            if dicha.get(campo) != debida:
                texto = (
                    f"{dicha['codigo']}: la estadística dice {campo} {dicha.get(campo)} y sus renglones dan {debida}."
                )
                h.falla(ClaseDeFalla.FRAGMENTO, texto)


def _de(filas: Sequence[Renglon]) -> dict[str, Any]:
    registradas = [f for f in filas if f["CONTABILIZADA"] != NADA]
    con_horas = [f for f in registradas if _hora(f, "VERIFICACION")]
    legendas = Counter(una for f in registradas for una in f["OBSERVACIONES"].split(" / "))
    return {
        "sin_registrar": len(filas) - len(registradas),
        "contabilizadas": sum(f["CONTABILIZADA"] == "1" for f in registradas),
        "fuera_catalogo": sum(f["CONTABILIZADA"] == "2" for f in registradas),
        "sin_acta": {c: n for c, n in sorted(legendas.items()) if c.startswith("SIN ACTA")},
        "origen": dict(sorted(Counter(f["ORIGEN"] for f in con_horas).items())),
        "digitalizacion": dict(sorted(Counter(f["DIGITALIZACION"] for f in con_horas).items())),
        "por_hora": _por_hora(con_horas),
        "tiempos": [t for de, a in PASOS if (t := _tardanza(con_horas, de, a))],
    }


def _hora(fila: Renglon, cual: str) -> datetime | None:
    texto = fila[f"FECHA_HORA_{cual}"]
    return datetime.strptime(texto, HORA) if texto[:1].isdigit() else None  # noqa: DTZ007 -- the entity's own hour


def _por_hora(filas: Iterable[Renglon]) -> list[dict[str, Any]]:
    veces = {paso: Counter[int]() for paso in MOMENTOS}
    for fila in filas:
        for paso, cual in MOMENTOS.items():
            if momento := _hora(fila, cual):
                veces[paso][momento.toordinal() * 24 + momento.hour] += 1
    horas = [hora for cuentas in veces.values() for hora in cuentas]
    return [
        {"hora": f"{datetime.fromordinal(n // 24):%Y-%m-%d}T{n % 24:02}", **{p: c[n] for p, c in veces.items()}}
        for n in (range(min(horas), max(horas) + 1) if horas else ())
    ]


def _tardanza(filas: Iterable[Renglon], de: str, a: str) -> dict[str, Any] | None:
    orden = sorted(
        int((hasta - desde).total_seconds())
        for f in filas
        if (desde := _hora(f, de.upper())) and (hasta := _hora(f, a.upper()))
    )
    if not orden:
        return None
    mediana, casi = (orden[max(0, -(-len(orden) * n // 100) - 1)] for n in (MEDIANA, CASI_TODAS))
    return {"de": de, "a": a, "actas": len(orden), "mediana_s": mediana, "p90_s": casi}
