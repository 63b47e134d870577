"""`prep estacion alta|baja|papeles|lista|ficha`: the stations, registered at the centre; their node learns by itself.

Exit code 0 done; 2 something given cannot be used, and then none was registered, nor any card written.
"""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from central.gente import fichas
from central.gente.alta import leer_lugar, sitios_con_ccv
from central.gente.estaciones import COLUMNAS, PARA, revisar_estaciones
from central.marco.base import al_centro, exigir_conocidos
from central.marco.conexion import BIEN, MAL_USO
from central.marco.hoja import decir_problemas, leer_hoja
from central.marco.tabla import tabla
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva, Gente
from central.nodo.registro import registrar as guardar_gente
from central.ordenes.sitio import con_centro
from prep.domain.catalogo.catalogo import CCV
from prep.net.identificacion import ARCHIVO as IDENTIFICACION
from prep.orden.opciones import con_datos, con_json, con_sitio, decir_json
from prep.orden.secretos import con_permiso, exigir_fuera
from prep.orden.verbos import con_acciones

ESTACIONES = "SELECT estacion, sitio, activo, papeles FROM prep.estacion ORDER BY sitio, estacion"


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    alta = accion("alta", "da de alta estaciones de un sitio")
    con_datos(alta)
    alta.add_argument("estaciones", nargs="*", metavar="ESTACIÓN", help="nombre, en minúsculas: e07-1")
    con_sitio(alta, "dónde está: de 01 a 33, o CCV", default="")
    _con_para(alta, default=None)
    alta.add_argument("--archivo", type=Path, metavar="CSV", help=f"todas, con las columnas {', '.join(COLUMNAS)}")
    alta.set_defaults(ejecutar=con_centro(_alta))
    baja = accion("baja", "desde ahora su nodo no la atiende")
    con_datos(baja)
    baja.add_argument("estaciones", nargs="+", metavar="ESTACIÓN")
    baja.add_argument("--revertir", action="store_true", help="su nodo la vuelve a atender")
    baja.set_defaults(ejecutar=con_centro(_baja))
    papeles = accion("papeles", "qué trabajo se da en ellas: captura, mesa, las dos o ninguna")
    con_datos(papeles)
    papeles.add_argument("estaciones", nargs="+", metavar="ESTACIÓN")
    _con_para(papeles, required=True)
    papeles.set_defaults(ejecutar=con_centro(_papeles))
    lista = accion("lista", "qué estaciones hay y dónde")
    con_datos(lista)
    con_sitio(lista, "sólo las de un sitio", default="")
    con_json(lista)
    lista.set_defaults(ejecutar=con_centro(_lista))
    ficha = accion("ficha", "escribe la ficha con que una estación encuentra su nodo y entra")
    con_datos(ficha)
    ficha.add_argument("estaciones", nargs="+", metavar="ESTACIÓN")
    ficha.add_argument("--salida", type=Path, required=True, metavar="CARPETA", help="una carpeta por estación")
    con_permiso(ficha)
    ficha.set_defaults(ejecutar=con_centro(_ficha))


def _con_para(analizador: argparse.ArgumentParser, **como: Any) -> None:
    ayuda = "el trabajo que su nodo da en ella; acopio y digitalización no se dan"
    analizador.add_argument("--para", choices=sorted(PARA), help=ayuda, **como)


def _alta(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    with al_centro(cluster) as conn:
        sitios = sitios_con_ccv(c for (c,) in conn.execute("SELECT DISTINCT centro FROM prep.acta"))
        hay = {e: s for e, s, *_ in conn.execute(ESTACIONES)}
    nuevas, problemas = revisar_estaciones(_filas(argumentos), sitios, hay, PARA)
    if problemas and argumentos.archivo:
        decir_problemas(argumentos.archivo, problemas, "No se dio de alta ninguna")
        return MAL_USO
    if problemas or not nuevas:
        dicho = " ".join(dict.fromkeys(f"{p.texto[:1].upper()}{p.texto[1:]}." for p in problemas))
        raise ErrorNodo(f"{dicho or f'{argumentos.archivo}: no tiene ninguna.'} No se dio de alta ninguna.")
    guardar_gente(cluster, Gente(estaciones=nuevas))
    en = sorted({e.sitio for e in nuevas})
    print(f"Estaciones dadas de alta: {len(nuevas)}. {'Sitio' if len(en) == 1 else 'Sitios'}: {', '.join(en)}.")
    if cluster.confianza is None:
        print("La contraseña de cada una está en claves.json, en la carpeta del nodo con que trabaja.")
    return BIEN


def _filas(argumentos: argparse.Namespace) -> list[tuple[int, dict[str, str]]]:
    if argumentos.archivo:
        if argumentos.estaciones or argumentos.sitio or argumentos.para:
            raise ErrorNodo(
                "Con --archivo, las estaciones son las del archivo: no dé además nombres, --sitio ni --para."
            )
        return leer_hoja(argumentos.archivo, COLUMNAS, f"lleva las columnas {', '.join(COLUMNAS)}")
    if not argumentos.estaciones or not argumentos.sitio:
        raise ErrorNodo("Diga ESTACIÓN y --sitio; o un archivo con todas las estaciones: --archivo.")
    para = argumentos.para or "todo"
    return [(0, {"estacion": e, "sitio": argumentos.sitio, "para": para}) for e in dict.fromkeys(argumentos.estaciones)]


def _baja(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    nuevas = [replace(e, activo=argumentos.revertir) for e in _registradas(argumentos, cluster)]
    cambiadas = guardar_gente(cluster, Gente(estaciones=nuevas))
    estado = "de alta otra vez" if argumentos.revertir else "dadas de baja"
    print(f"Estaciones {estado}: {cambiadas}. Ya lo estaban: {len(nuevas) - cambiadas}.")
    return BIEN


def _papeles(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    nuevas = [replace(e, papeles=PARA[argumentos.para]) for e in _registradas(argumentos, cluster)]
    cambiadas = guardar_gente(cluster, Gente(estaciones=nuevas))
    print(f"Estaciones cambiadas: {cambiadas}. Ya eran así: {len(nuevas) - cambiadas}. Su nodo lo sabe en segundos.")
    return BIEN


def _registradas(argumentos: argparse.Namespace, cluster: Cluster) -> list[EstacionNueva]:
    """Those that were named, as they are registered, to be signed again; raises ErrorNodo for one that is not."""
    with al_centro(cluster) as conn:
        hay = {e: EstacionNueva(e, s, a, papeles=tuple(p)) for e, s, a, p in conn.execute(ESTACIONES)}
    exigir_conocidos(argumentos.estaciones, hay, "estación")
    return [hay[n] for n in dict.fromkeys(argumentos.estaciones)]


def _lista(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    with al_centro(cluster) as conn:
        sitio = leer_lugar(argumentos.sitio) if argumentos.sitio else ""
        hay = [(e, s, a, list(p)) for e, s, a, p in conn.execute(ESTACIONES) if not sitio or s == sitio]
    if argumentos.json:
        decir_json({"estaciones": [{"estacion": e, "sitio": s, "activa": a, "papeles": p} for e, s, a, p in hay]})
        return BIEN
    filas = [(e, s, "sí" if a else "BAJA", " y ".join(p) or "nada") for e, s, a, p in hay]
    print(tabla(["Estación", "Sitio", "Alta", "Para"], filas))
    print(f"Estaciones: {len(hay)}.")
    return BIEN


def _ficha(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    exigir_fuera(argumentos.salida, argumentos.aunque)
    hechas = fichas.escribir(cluster, argumentos.estaciones, argumentos.salida)
    con_claves = any(ficha.contrasena for ficha in hechas.values())
    cuidado = "Llevan contraseñas; entréguelas por un medio seguro."
    junto = f"Ponga junto a cada una su {IDENTIFICACION}."
    print(f"Fichas escritas: {len(hechas)}. {cuidado if con_claves else junto}")
    print("En la máquina de cada estación, con su carpeta:")
    for carpeta, ficha in hechas.items():
        print(f"  prep {'ccv' if ficha.sitio == CCV else 'catd'} --datos {carpeta}")
    return BIEN
