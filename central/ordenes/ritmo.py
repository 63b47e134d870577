"""`prep ritmo`: how fast the night goes, in the city and in each CATD, against an hour ago."""

import argparse
from dataclasses import asdict

from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.proceso import leer_encabezado
from central.marco.tabla import hora, tabla
from central.tablero import consulta, memoria
from central.tablero.ritmo import MEMORIA, Ritmo, ritmos
from central.tablero.tablero import avance
from prep.orden.opciones import con_datos, con_json, decir_json

CABEZA = ("CATD", "Faltan", "Recibidas", "en 15 min", "Verificadas", "en 15 min", "por hora", "hace 1 h")
SIN_MEMORIA = "—"


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_ritmo))


def _ritmo(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        momento, conteos = consulta.ahora(conn), consulta.contar(conn)
        minutos, zona = memoria.leer(conn, MEMORIA), leer_encabezado(conn).ajustes.zona
    sitios = {centro: avance(conteo) for centro, conteo in conteos.centros.items()}
    ciudad, *suyos = ritmos(minutos, avance(conteos.todas), sitios, momento)
    centros = dict(sorted(zip(sitios, suyos, strict=True), key=lambda par: _orden(par[1])))
    if argumentos.json:
        dichos = {centro: _a_json(r) for centro, r in centros.items()}
        decir_json({"momento": momento.isoformat(), "ciudad": _a_json(ciudad), "centros": dichos})
    else:
        filas = [_fila(centro, r) for centro, r in centros.items()]
        print(f"{hora(momento, zona)} ({zona})\n")
        print(tabla(CABEZA, [*filas, _fila("Ciudad", ciudad)], len(CABEZA) - 1))
    return BIEN


def _orden(r: Ritmo) -> tuple[bool, int, int]:
    """Whoever ended is last; before, the slowest for what it lacks."""
    faltan = _faltan(r)
    return not faltan, (r.verificadas_15 or 0) * 1_000 // max(faltan, 1), -faltan


def _faltan(r: Ritmo) -> int:
    return r.ahora.esperadas - r.ahora.registradas


def _fila(nombre: str, r: Ritmo) -> list[object]:
    cifras = (
        r.ahora.recibidas, r.recibidas_15, r.ahora.verificadas, r.verificadas_15, r.por_hora, r.por_hora_antes,
    )  # fmt: skip
    return [nombre, _faltan(r), *(SIN_MEMORIA if c is None else c for c in cifras)]


def _a_json(r: Ritmo) -> dict[str, object]:
    cambios = {clave: valor for clave, valor in asdict(r).items() if clave != "ahora"}
    a = r.ahora
    return {
        "esperadas": a.esperadas, "recibidas": a.recibidas, "verificadas": a.verificadas, "registradas": a.registradas,
        **cambios,
    }  # fmt: skip
