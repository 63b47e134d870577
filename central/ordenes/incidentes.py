"""`prep incidentes`: what people wrote down of the night, who sees to it and how it ended; also in PDF and CSV."""

import argparse
from pathlib import Path

from central.mando.incidentes import exportar, incidentes_de
from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.proceso import leer_cabecera
from central.marco.tabla import hora, tabla
from central.tablero.incidentes import IncidenteDeCentro
from prep.domain.catalogo.imprimible import imprimible
from prep.orden.opciones import con_datos, con_json, decir_json


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument("--todos", action="store_true", help="también los cerrados")
    analizador.add_argument("--salida", type=Path, metavar="CARPETA", help="deja ahí la relación, en PDF y en CSV")
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_incidentes))


def _incidentes(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    suyos = [i for i in incidentes_de(puesto) if i.abierto or argumentos.todos]
    if argumentos.json:
        decir_json({"incidentes": [_a_json(i) for i in suyos]})
    elif not suyos:
        print("No hay incidentes." if argumentos.todos else "No hay incidentes sin cerrar.")
    else:
        with puesto.mirar() as conn:
            zona = leer_cabecera(conn).zona
        print(tabla(["Hora", "Centro", "Qué", "Dónde", "Quién", "Cómo va", "Atiende", "Lo dicho"],
                    [_fila(i, zona) for i in suyos]))  # fmt: skip
    if argumentos.salida is not None:
        pdf, hoja, cuantos = exportar(puesto, argumentos.salida)
        if not argumentos.json:
            print(f"Relación de {cuantos} incidentes en {pdf} y en {hoja}.")
    return BIEN


def _fila(i: IncidenteDeCentro, zona: str) -> tuple[str, ...]:
    uno = i.incidente
    dichos = (i.centro or "Centro", uno.clase.nombre, uno.acta or uno.lugar, uno.operador, str(uno.estado), uno.dueno)
    return (hora(uno.cuando, zona), *map(imprimible, (*dichos, uno.texto)))


def _a_json(i: IncidenteDeCentro) -> dict[str, object]:
    uno, fin = i.incidente, i.incidente.cierre
    return {
        "id": str(uno.id),
        "momento": uno.cuando.isoformat(),
        "clase": uno.clase.codigo,
        "centro": i.centro or None,
        "acta": uno.acta or None,
        "lugar": uno.lugar or None,
        "operador": uno.operador,
        "estacion": uno.estacion,
        "texto": uno.texto,
        "estado": uno.estado.name,
        "atiende": uno.dueno or None,
        "cierre": {"momento": fin.cuando.isoformat(), "operador": fin.quien, "texto": fin.texto} if fin else None,
    }
