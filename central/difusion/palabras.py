"""How the publisher goes, in words: for `prep publicar estado` and for the control room."""

from datetime import datetime, tzinfo

from central.difusion.informe import InformeDePublicacion
from central.difusion.puntualidad import Puntualidad

CABEZA = ["Destino", "Clase", "Lleva", "Corte", "Desde", "Cómo va"]
PORQUES_DICHOS = 10  # the last ones; all of them with --json


def lineas(dicho: InformeDePublicacion, zona: tzinfo | None = None) -> list[str]:
    """All but its targets; the hours of `zona`, None for this machine's."""
    hechas = [f"Publicador {'en marcha' if dicho.en_marcha else 'DETENIDO'}. Corte {dicho.corte or 'ninguno'}."]
    if dicho.pausa:
        hechas.append(f"EN PAUSA desde las {_hora(dicho.pausa['desde'], zona)}: {dicho.pausa['razon']}")
    if dicho.proximo:
        hechas.append(f"Siguiente corte: a las {_hora(dicho.proximo, zona)}")
    if dicho.dicho:
        hechas.append(dicho.dicho)
    return hechas + (_turnos(dicho.cortes, zona) if dicho.cortes else [])


def filas(dicho: InformeDePublicacion, zona: tzinfo | None = None) -> list[list[object]]:
    """Of each target, under `CABEZA`."""
    return [
        [d["nombre"], d["clase"], d["lleva"], d["corte"] or "ninguno", _hora(d["momento"], zona), d["falla"] or "bien"]
        for d in dicho.destinos
    ]


def _turnos(cortes: Puntualidad, zona: tzinfo | None) -> list[str]:
    tarde = ", ".join(f"el de las {_hora(desde, zona)}, {n} min" for desde, n in cortes.tarde) or "ninguno"
    faltan = ", ".join(f"el de las {_hora(desde, zona)}" for desde in cortes.faltan) or "ninguno"
    return [
        f"Turnos con su corte a tiempo: {cortes.a_tiempo}. Tarde: {tarde}. Sin corte: {faltan}.",
        *(f"  {_hora(cuando, zona)}  {texto}" for cuando, texto in cortes.porques[-PORQUES_DICHOS:]),
        f"Actas registradas que todavía no están en un corte: {cortes.sin_publicar:,}.",
    ]


def _hora(momento: datetime | str, zona: tzinfo | None) -> str:
    """Of one that was written, too; what is none is said as it is."""
    try:
        dicho = momento if isinstance(momento, datetime) else datetime.fromisoformat(momento)
    except ValueError:
        return str(momento)
    return f"{dicho.astimezone(zona):%H:%M}"
