"""`prep estado`: how many actas are in each stage, what has waited longest, who holds what, how each node is.

Exit code 0 when all is well; 3 when something is not, and then it says what to do; 2 when the node cannot be reached.
"""

import argparse
import sys
from dataclasses import replace

from central.marco.conexion import BIEN, RECHAZADO, NodoAbierto, mandar
from central.marco.tabla import hace, hora, nombre_etapa, rojo, tabla
from central.nodo.cluster import Cluster
from central.sitios import salud
from central.tablero import empaque, estado_nodos
from central.tablero.consulta import Conteo, Conteos
from central.tablero.informe import InformeDeEstado, a_json, informar, vigentes
from central.tablero.por_hacer import por_hacer
from prep.domain.catalogo.catalogo import CCV
from prep.orden.opciones import con_datos, con_json, decir_json

RENGLONES = 40  # of a list on screen; --json has them all


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
    tareas = por_hacer(informe, puesto.datos)
    if argumentos.json:
        hacer = [{"que": t.que, "orden": t.orden} for t in tareas]
        decir_json({**a_json(informe), "sano": not tareas, "por_hacer": hacer})
    else:
        print(a_texto(informe, sys.stdout.isatty()))
        print("\n" + ("\n".join(["Por hacer", *(f"- {t}" for t in tareas)]) if tareas else "Nada por hacer."))
    return RECHAZADO if tareas else BIEN


def a_texto(i: InformeDeEstado, terminal: bool = False) -> str:
    """The report as a page to read; on a terminal, in red what must not be overlooked."""
    zona = i.cabecera.zona
    fase = f"{i.fases[-1].fase} (desde {hora(i.fases[-1].momento, zona)})" if i.fases else "ninguna todavía"
    lineas = [
        f"PREP · {i.cabecera.entidad} · {i.cabecera.proceso}{'' if i.cabecera.real else ' · SIMULACRO'}",
        f"{hora(i.momento, zona)} ({zona}) · fase: {fase}",
        f"Apertura: {hora(i.apertura, zona)}" if i.apertura else "Apertura: nadie ha fijado la hora",
    ]
    if i.laboratorio:
        aviso = f"LABORATORIO: este nodo escucha SIN CIFRAR en {i.laboratorio}. No es para la noche real."
        lineas.append(rojo(aviso, terminal))
    nodos = estado_nodos.a_texto(i.nodos, i.momento, terminal)
    partes = ["\n".join(lineas), _por_etapa(i.conteos), _por_centro(i.conteos), nodos]
    partes += [
        _espera(i),
        _trabajo(i),
        _cotejos(i),
        _retenidas(i),
        empaque.a_texto(i.cierres, len(i.conteos.centros) - (CCV in i.conteos.centros)),
    ]
    partes.append(_avisos(i))
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
    vivos = len(vigentes(i))
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
    cabeza = ["Acta", "Clase", "Ronda", "Puesto", "Operador", "Estación", "Desde hace", "Vence en"]
    faltan = len(i.tomados) - RENGLONES
    return f"{resumen}\n{tabla(cabeza, filas)}" + (f"\n… y {faltan} más (véalos con --json)" if faltan > 0 else "")


def _cotejos(i: InformeDeEstado) -> str:
    c = i.cotejos
    por_centro = f" ({', '.join(f'{centro} {n}' for centro, n in c.abiertos.items())})" if c.abiertos else ""
    return (
        f"Cotejos: {c.todos_abiertos} abiertos{por_centro}, {c.aceptados} aceptados, {c.modificados} con modificación,"
        f" {c.rechazados} no aceptados"
    )


def _retenidas(i: InformeDeEstado) -> str:
    if not i.retenidas.todas:
        return ""
    return f"Retenidas por el último corte: {i.retenidas.todas}, de ellas {i.retenidas.por_hora} sólo por su hora"


def _avisos(i: InformeDeEstado) -> str:
    lineas = [
        f"Cola del árbitro: {i.cola} · cuarentena: {i.cuarentena} · entregas raras: {i.entregas_raras}"
        f" · alarmas sin atender: {i.alarmas}"
    ]
    zona = i.cabecera.zona
    for cuando, codigo, acta, texto in i.ultimas_alarmas[:10]:
        lineas.append(f"  {hora(cuando, zona)} {codigo} {acta} {texto}".replace("  ", " ").rstrip())
    return "\n".join(lineas)
