"""The card of an acta as JSON with its stable keys, for other programs; times in UTC, ISO 8601."""

from datetime import datetime

from central.tablero.consulta import Tomado
from central.tablero.ficha.lectura import FichaDeActa, HechoDeFicha, RenglonDeFicha
from central.tablero.ficha.palabras import que_sigue
from prep.domain.reglas.senalado import Senalado

Objeto = dict[str, object]


def a_json(f: FichaDeActa) -> Objeto:
    """The whole card."""
    e = f.estado
    return {
        "clave": f.clave,
        "eleccion": f.eleccion,
        "casilla": f.casilla,
        "centro": f.centro,
        "etapa": str(e.etapa),
        "desde": _hora(f.desde),
        "registrada": e.registrada,
        "via": str(e.vigente.fuente),
        "custodia": e.custodia,
        "sin_acta": str(e.vigente.sin_acta or ""),
        "destino": e.vigente.destino,
        "cotejo_abierto": e.cotejo_abierto,
        "cotejos_pedidos": len(e.pedidos),
        "por_procesar": f.por_procesar,
        "tomada": [_tomada(t, f.momento) for t in f.tomados],
        "publicada": _publicada(f.publicado) if f.publicado else None,
        "hallazgos": [_hallazgo(s) for s in f.senalados],
        "alarmas": [{"cuando": _hora(a.cuando), "codigo": a.codigo, "texto": a.texto} for a in f.alarmas],
        "hechos": [_hecho(h) for h in f.hechos],
        "que_sigue": que_sigue(f),
    }


def _tomada(t: Tomado, momento: datetime) -> Objeto:
    return {
        "clase": t.clase,
        "via": t.fuente,
        "ronda": t.ronda,
        "puesto": t.puesto,
        "operador": t.operador,
        "estacion": t.estacion,
        "desde": _hora(t.desde),
        "vencida": t.expira <= momento,
    }


def _publicada(r: RenglonDeFicha) -> Objeto:
    return {"corte": r.corte, "momento": _hora(r.momento), "renglon": dict(r.textos)}


def _hallazgo(s: Senalado) -> Objeto:
    return {
        "codigo": s.codigo,
        "incidente": s.incidente,
        "gravedad": s.gravedad.name,
        "texto": s.regla.texto,
        "via": s.via,
        "hecho": s.tipo,
        "momento": _hora(s.momento),
        "operador": s.operador,
        "estacion": s.estacion,
    }


def _hecho(h: HechoDeFicha) -> Objeto:
    return {
        "momento": _hora(h.momento),
        "tipo": h.tipo,
        "via": h.via,
        "operador": h.operador,
        "estacion": h.estacion,
        "detalle": h.detalle,
        "cuarentena": h.razon or None,
    }


def _hora(momento: datetime | None) -> str | None:
    return momento.isoformat() if momento else None
