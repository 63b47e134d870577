"""Where the night goes, in words: for `prep pronostico`, the report of the night and the control room."""

import math
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from central.tablero.juicio import Asunto
from central.tablero.noche.cuello import Trecho, detiene
from central.tablero.noche.lectura import NocheSeguida
from central.tablero.noche.peores import Peor
from central.tablero.noche.pronostico import CADA, Alcance, Pronostico

SIN_MEMORIA = "—"
IGUAL = 0.05  # nearer than that, a night is said to be as slow as another
PARTE = 10  # minutes from the known night that are told
TRECHOS = ("Etapa", "Esperan", "Por hora", "Personas", "Trabajo que espera", "Faltan para ponerse al día en 1 h")
PEORES = ("Lo peor primero", "Qué pasa", "Lo atiende", "Si sigue así, el 90 % se retrasa")
CENTROS = ("CATD", "Esperadas", "Registradas", "%", "Recibidas en 15 min", "Verificadas en 15 min", "90 %")


def lineas(noche: NocheSeguida, zona: tzinfo) -> list[str]:
    """What all of it amounts to."""
    if noche.apertura is None:
        return ["Todavía no se abre: el pronóstico empieza cuando hay actas."]
    ultima = noche.ciudad[-1]
    hechas = [
        f"{ultima.registradas:,} de {noche.todas:,} actas registradas"
        f" ({_por_ciento(ultima.registradas, noche.todas)}); recibidas, {ultima.recibidas:,}." + _contra(noche)
    ]
    if noche.pronostico is None:
        return [*hechas, "Han llegado muy pocas para pronosticar."]
    hechas += [_meta(meta, noche, zona) for meta in noche.pronostico.metas]
    return [*hechas, _supone(noche.pronostico), _detiene(detiene(noche.trechos))]


def filas_de_trechos(noche: NocheSeguida) -> list[tuple[str, ...]]:
    """Under `TRECHOS`."""
    return [
        (t.nombre.capitalize(), f"{t.esperan:,}", f"{t.por_hora:,.0f}", str(t.personas), _trabajo(t), _gente(t))
        for t in noche.trechos
    ]


def filas_de_centros(noche: NocheSeguida, zona: tzinfo) -> list[tuple[str, ...]]:
    """Under `CENTROS`; the one that ends last is the first."""
    dichos = noche.pronostico.centros if noche.pronostico else {}
    centros = sorted(noche.ritmos, key=lambda c: (-dichos.get(c, 0.0), c))
    return [
        (centro, f"{noche.esperadas[centro]:,}", f"{r.ahora.registradas:,}",
         _por_ciento(r.ahora.registradas, noche.esperadas[centro]), _mas(r.recibidas_15), _mas(r.verificadas_15),
         _hora(noche, dichos[centro], zona) if centro in dichos else SIN_MEMORIA)
        for centro in centros for r in (noche.ritmos[centro],)
    ]  # fmt: skip


def filas_de_peores(problemas: Iterable[Peor]) -> list[tuple[str, ...]]:
    """Under `PEORES`."""
    return [(_centro(p.centro), _que(p), p.atiende or "nadie", _retraso(p.retrasa)) for p in problemas]


def _centro(centro: str) -> str:
    return f"CATD {centro}" if centro.isdigit() else centro


def _que(p: Peor) -> str:
    if p.trecho:
        t = p.trecho
        if not t.personas:
            return f"nadie {t.hace} desde hace media hora y esperan {t.esperan:,}"
        return f"{t.nombre}: {_trabajo(t)} de trabajo de {_personas(t)}, esperan {t.esperan:,}"
    if p.juicio is None:
        return f"recibe {_dura(p.detras)} detrás de la ciudad"
    minutos = round(p.juicio.tiempo.total_seconds() / 60)
    return {
        Asunto.SIN_LATIDO: f"su nodo no da señal desde hace {_dura(minutos)}",
        Asunto.REPLICA_PARADA: "lo suyo no llega: su réplica está parada",
        Asunto.SIN_PRESENTARSE: "su nodo no se ha presentado",
        Asunto.PIDEN_AYUDA: f"piden ayuda ({p.juicio.cuantas}) y nadie va",
        Asunto.ALARMAS: f"alarmas sin atender: {p.juicio.cuantas}",
    }[p.juicio.asunto]


def _retraso(minutos: float | None) -> str:
    if minutos is None:
        return SIN_MEMORIA
    if math.isinf(minutos):
        return "no se alcanza"
    return _dura(round(minutos)) if minutos >= CADA else "casi nada"


def _contra(noche: NocheSeguida) -> str:
    """How far from the known night."""
    ultima, curva = noche.ciudad[-1], noche.curva
    if not ultima.recibidas:
        return ""
    detras = round(ultima.minuto - curva.minuto(ultima.recibidas / noche.todas))
    if abs(detras) < PARTE:
        return f" Va como «{curva.nombre}»."
    return f" Va {_dura(abs(detras))} {'detrás' if detras > 0 else 'delante'} de «{curva.nombre}»."


def _meta(meta: Alcance, noche: NocheSeguida, zona: tzinfo) -> str:
    if meta.minuto <= noche.ciudad[-1].minuto:
        return f"{meta.por_ciento} %: se alcanzó a las {_hora(noche, meta.minuto, zona)}."
    if math.isinf(meta.minuto):
        return f"{meta.por_ciento} %: así no se alcanza en tres días."
    desde, hacia, hasta = (_hora(noche, minuto, zona) for minuto in (meta.desde, meta.minuto, meta.hasta))
    if desde[5:] == hacia[5:] == hasta[5:]:  # all of one day
        return f"{meta.por_ciento} %: hacia las {hacia[:5]} (entre las {desde[:5]} y las {hasta[:5]}){hacia[5:]}."
    return f"{meta.por_ciento} %: hacia las {hacia} (entre las {desde} y las {hasta})."


def _supone(p: Pronostico) -> str:
    if abs(p.lenta - 1) < IGUAL:
        como = f"como en «{p.curva}»"
    elif p.lenta > 1:
        como = f"como en «{p.curva}», en {p.lenta:.1f} veces su tiempo"
    else:
        como = f"como en «{p.curva}», en {p.lenta:.0%} de su tiempo".replace("%", " %")
    return (
        f"Supone que lo que falta llega {como}, y que cada centro trabaja como en su mejor hora de esta noche"
        f" (la ciudad, {p.por_hora:,} actas por hora)."
    )


def _detiene(t: Trecho | None) -> str:
    if t is None:
        return "Ninguna etapa detiene la noche: se registra lo que va llegando."
    dicho = f"Lo que más detiene: {t.nombre}. Esperan {t.esperan:,} actas"
    if t.faltan is None:
        return f"{dicho} y en media hora nadie hizo ninguna."
    trabajo = f"{dicho}, {_trabajo(t)} de trabajo de {_personas(t)}."
    return f"{trabajo} Con {t.faltan} más quedaría al día en una hora, aunque sigan llegando."


def _personas(t: Trecho) -> str:
    return "una persona" if t.personas == 1 else f"{t.personas} personas"


def _trabajo(t: Trecho) -> str:
    return "nadie trabaja" if math.isinf(t.minutos) else _dura(round(t.minutos))


def _gente(t: Trecho) -> str:
    return SIN_MEMORIA if t.faltan is None else str(t.faltan)


def _dura(minutos: int) -> str:
    horas, resto = divmod(minutos, 60)
    return f"{horas} h {resto:02} min" if horas else f"{resto} min"


def _mas(cuantas: int | None) -> str:
    return SIN_MEMORIA if cuantas is None else f"{cuantas:+,}" if cuantas else "0"


def _por_ciento(parte: int, todo: int) -> str:
    return f"{100 * parte / todo:.1f} %" if todo else SIN_MEMORIA


def _hora(noche: NocheSeguida, minuto: float, zona: tzinfo) -> str:
    """`23:40`, with the day where it is not that of the opening."""
    assert noche.apertura is not None, "sin apertura no hay minutos"
    if math.isinf(minuto):
        return "más de 3 días"
    return hora_de(noche.apertura, minuto, zona)


def hora_de(apertura: datetime, minuto: float, zona: tzinfo) -> str:
    """The hour of a minute of the night."""
    cuando = (apertura + timedelta(minutes=minuto)).astimezone(zona)
    return f"{cuando:%H:%M}" if cuando.date() == apertura.astimezone(zona).date() else f"{cuando:%H:%M del %d/%m}"
