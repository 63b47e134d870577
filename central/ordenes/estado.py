"""`prep estado`: how many actas are in each stage, what has waited longest, who holds what, how each node is.

Exit code 0; 2 when the node cannot be reached.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.proceso import Cabecera, leer_cabecera
from central.marco.tabla import hace, hora, nombre_etapa, rojo, tabla
from central.nodo.cluster import Cluster
from central.sitios import salud
from central.tablero import consulta, estado_nodos
from central.tablero.consulta import Conteo, Conteos, Espera, FaseVivida, Tomado
from central.tablero.estado_nodos import Nodos
from prep.orden.opciones import con_datos, con_json, decir_json
from prep.store.migrar import cabeza

RENGLONES = 40  # of a list on screen; --json has them all


@dataclass(frozen=True, slots=True)
class InformeDeEstado:
    """Everything that `estado` says, of one moment."""

    cabecera: Cabecera
    momento: datetime
    fases: list[FaseVivida]
    conteos: Conteos
    espera: list[Espera]
    tomados: list[Tomado]
    libres: Mapping[str, int]
    cola: int
    cuarentena: int
    entregas_raras: int
    alarmas: int
    ultimas_alarmas: list[tuple[datetime, str, str, str]]
    nodos: Nodos
    laboratorio: str = ""  # where this very node listens besides loopback


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_estado))


def _estado(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        informe = informar(conn)
    # outside the snapshot: a node may take its time
    nodos = replace(informe.nodos, vistos=salud.preguntar(puesto.datos, informe.nodos.vistos))
    abierto = Cluster(puesto.datos).laboratorio
    informe = replace(informe, nodos=nodos, laboratorio=str(abierto) if abierto else "")
    if argumentos.json:
        decir_json(a_json(informe))
    else:
        print(a_texto(informe, sys.stdout.isatty()))
    return BIEN


def informar(conn: Connection) -> InformeDeEstado:
    """The report of one snapshot."""
    return InformeDeEstado(
        cabecera=leer_cabecera(conn),
        momento=consulta.ahora(conn),
        fases=consulta.fases(conn),
        conteos=consulta.contar(conn),
        espera=consulta.mas_antiguas(conn),
        tomados=consulta.tomados(conn),
        libres=consulta.trabajos_libres(conn),
        cola=consulta.uno(conn, "SELECT count(*) FROM prep.cola"),
        cuarentena=consulta.uno(conn, "SELECT count(*) FROM prep.cuarentena"),
        entregas_raras=consulta.uno(conn, "SELECT count(*) FROM prep.entrega_rara"),
        alarmas=consulta.uno(conn, "SELECT count(*) FROM prep.alarma WHERE atendida IS NULL"),
        ultimas_alarmas=list(consulta.alarmas(conn)),
        nodos=Nodos(salud.leer(consulta.directa(conn)), esquema=cabeza()),
    )


def a_json(i: InformeDeEstado) -> dict[str, object]:
    """The report with its stable keys; times in UTC, ISO 8601."""
    return {
        "proceso": i.cabecera.proceso,
        "real": i.cabecera.real,
        "momento": i.momento.isoformat(),
        "laboratorio": i.laboratorio or None,
        "fase": str(i.fases[-1].fase) if i.fases else None,
        "fases": [{"fase": str(f.fase), "momento": f.momento.isoformat()} for f in i.fases],
        "actas": sum(i.conteos.todas.values()),
        "etapas": i.conteos.todas,
        "elecciones": dict(i.conteos.elecciones),
        "centros": dict(i.conteos.centros),
        "fuera_de_catalogo": i.conteos.fuera,
        "espera": [
            {"etapa": e.etapa, "acta": e.acta, "desde": e.desde.isoformat(), "segundos": _segundos(i.momento, e.desde)}
            for e in i.espera
        ],
        "trabajo": {
            "libre": sum(i.libres.values()),
            "libre_por_clase": dict(i.libres),
            "tomado": len(_vivos(i)),
            "vencido": len(i.tomados) - len(_vivos(i)),
            "detalle": [_tomado(t, i.momento) for t in i.tomados],
        },
        "cola": i.cola,
        "cuarentena": i.cuarentena,
        "entregas_raras": i.entregas_raras,
        "alarmas": {
            "sin_atender": i.alarmas,
            "ultimas": [
                {"cuando": cuando.isoformat(), "codigo": codigo, "acta": acta, "texto": texto}
                for cuando, codigo, acta, texto in i.ultimas_alarmas
            ],
        },
        "nodos": estado_nodos.a_json(i.nodos, i.momento),
    }


def _tomado(t: Tomado, momento: datetime) -> dict[str, object]:
    return {
        "trabajo": t.id,
        "acta": t.acta,
        "clase": t.clase,
        "fuente": t.fuente,
        "ronda": t.ronda,
        "puesto": t.puesto,
        "operador": t.operador,
        "estacion": t.estacion,
        "desde": t.desde.isoformat(),
        "segundos": _segundos(momento, t.desde),
        "expira": t.expira.isoformat(),
        "vencido": t.expira <= momento,
    }


def _vivos(i: InformeDeEstado) -> list[Tomado]:
    return [t for t in i.tomados if t.expira > i.momento]


def _segundos(momento: datetime, desde: datetime) -> int:
    return max(0, int((momento - desde).total_seconds()))


def a_texto(i: InformeDeEstado, terminal: bool = False) -> str:
    """The report as a page to read; on a terminal, in red what must not be overlooked."""
    zona = i.cabecera.zona
    fase = f"{i.fases[-1].fase} (desde {hora(i.fases[-1].momento, zona)})" if i.fases else "ninguna todavía"
    lineas = [
        f"PREP · {i.cabecera.entidad} · {i.cabecera.proceso}{'' if i.cabecera.real else ' · SIMULACRO'}",
        f"{hora(i.momento, zona)} ({zona}) · fase: {fase}",
    ]
    if i.laboratorio:
        aviso = f"LABORATORIO: este nodo escucha SIN CIFRAR en {i.laboratorio}. No es para la noche real."
        lineas.append(rojo(aviso, terminal))
    nodos = estado_nodos.a_texto(i.nodos, i.momento, terminal)
    partes = ["\n".join(lineas), _por_etapa(i.conteos), _por_centro(i.conteos), nodos]
    partes += [_espera(i), _trabajo(i), _avisos(i)]
    return "\n\n".join(parte for parte in partes if parte)


def _por_etapa(conteos: Conteos) -> str:
    columnas: list[tuple[str, Conteo]] = [*conteos.elecciones.items(), ("Total", conteos.todas)]
    if any(conteos.fuera.values()):
        columnas.append(("Fuera de catálogo", conteos.fuera))
    filas: list[list[object]] = [[nombre_etapa(e), *(c[e] for _, c in columnas)] for e in conteos.todas]
    filas.append(["Total", *(sum(c.values()) for _, c in columnas)])
    return tabla(["Etapa", *(n for n, _ in columnas)], filas, len(columnas))


def _por_centro(conteos: Conteos) -> str:
    etapas = [e for e, cuantas in conteos.todas.items() if cuantas]
    filas = [[centro, *(c[e] for e in etapas), sum(c.values())] for centro, c in conteos.centros.items()]
    return tabla(["Centro", *map(nombre_etapa, etapas), "Total"], filas, len(etapas) + 1)


def _espera(i: InformeDeEstado) -> str:
    if not i.espera:
        return "Ninguna acta espera trabajo."
    filas = [[nombre_etapa(e.etapa), e.acta, hace(i.momento - e.desde)] for e in i.espera]
    return "La que más espera en cada etapa\n" + tabla(["Etapa", "Acta", "Desde hace"], filas)


def _trabajo(i: InformeDeEstado) -> str:
    vivos = len(_vivos(i))
    resumen = f"Trabajos: {vivos} tomados, {len(i.tomados) - vivos} vencidos, {sum(i.libres.values())} libres"
    if i.libres:
        resumen += f" ({', '.join(f'{clase.lower()} {n}' for clase, n in i.libres.items())})"
    if not i.tomados:
        return resumen
    filas = [
        [
            t.acta,
            t.clase.lower(),
            t.ronda,
            t.puesto,
            t.operador,
            t.estacion,
            hace(i.momento - t.desde),
            "vencido" if t.expira <= i.momento else hace(t.expira - i.momento),
        ]
        for t in i.tomados[:RENGLONES]
    ]
    cabeza = ["Acta", "Clase", "Ronda", "NodoAbierto", "Operador", "Estación", "Desde hace", "Vence en"]
    faltan = len(i.tomados) - RENGLONES
    return f"{resumen}\n{tabla(cabeza, filas)}" + (f"\n… y {faltan} más (véalos con --json)" if faltan > 0 else "")


def _avisos(i: InformeDeEstado) -> str:
    lineas = [
        f"Cola del árbitro: {i.cola} · cuarentena: {i.cuarentena} · entregas raras: {i.entregas_raras}"
        f" · alarmas sin atender: {i.alarmas}"
    ]
    zona = i.cabecera.zona
    for cuando, codigo, acta, texto in i.ultimas_alarmas[:10]:
        lineas.append(f"  {hora(cuando, zona)} {codigo} {acta} {texto}".replace("  ", " ").rstrip())
    return "\n".join(lineas)
