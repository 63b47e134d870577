"""`prep cae cargar ARCHIVO`: which CAE's account may send the phone images of each acta (R-09), from a CSV.

Exit code 0 done; 2 the file cannot be used, with row and column, and then nothing was changed.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from psycopg import Connection

from central.marco.base import al_centro
from central.marco.conexion import BIEN, MAL_USO
from central.marco.hoja import Problema, corta, decir_problemas, leer_hoja
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.personas import SIEMPRE, CuentaCae, Gente
from central.nodo.registro import guardar
from central.ordenes.sitio import con_centro
from central.telefono.envio import TEXTO_MAX
from prep.domain.catalogo.nombres import defecto_de_nombre
from prep.orden.opciones import con_datos
from prep.orden.verbos import con_acciones
from prep.store import candados

COLUMNAS = ("acta", "cuenta")
VIGENTES = "SELECT DISTINCT ON (acta) acta, cuenta, desde FROM prep.cae WHERE acta = ANY(%s) ORDER BY acta, desde DESC"
RECIBIDAS = (  # of whose account in force an image came in
    "SELECT DISTINCT h.acta FROM prep.hecho h JOIN (SELECT acta, max(desde) AS desde FROM prep.cae GROUP BY acta) c"
    " USING (acta) JOIN prep.cae v ON v.acta = c.acta AND v.desde = c.desde"
    " WHERE h.acta = ANY(%s) AND h.tipo = 'IMAGEN' AND h.fuente = 'CASILLA' AND prep.vale(h)"
    " AND prep.campo_de(h.cuerpo, 'cuenta') = v.cuenta"
)


def registrar(analizador: argparse.ArgumentParser) -> None:
    accion = con_acciones(analizador)
    cargar = accion("cargar", "lee de un CSV la cuenta del CAE de cada acta; todas o ninguna")
    con_datos(cargar)
    cargar.add_argument("archivo", type=Path, metavar="ARCHIVO", help=f"con las columnas {', '.join(COLUMNAS)}")
    cargar.set_defaults(ejecutar=con_centro(_cargar))


def _cargar(argumentos: argparse.Namespace, cluster: Cluster) -> int:
    ruta: Path = argumentos.archivo
    filas = leer_hoja(ruta, COLUMNAS, f"lleva las columnas {', '.join(COLUMNAS)}")
    if not filas:
        raise ErrorNodo(f"{ruta}: no tiene ninguna cuenta.")
    with al_centro(cluster) as conn:
        conn.execute("SELECT pg_advisory_xact_lock(%s)", (candados.ORDEN,))  # no image is received meanwhile
        if problemas := _revisar(conn, filas):
            decir_problemas(ruta, problemas, "No se cargó ninguna cuenta")
            return MAL_USO
        cuentas = _cuentas(conn, filas)
        nuevas = guardar(conn, Gente(cae=cuentas), cluster.datos)
    print(f"Cuentas de CAE nuevas o cambiadas: {nuevas}. Ya estaban así: {len(filas) - nuevas}.")
    if relevos := sum(c.desde > SIEMPRE for c in cuentas):
        print(f"Con imagen ya recibida, que sigue contando: {relevos}. Desde ahora sólo entra lo que tome la nueva.")
    return BIEN


def _cuentas(conn: Connection[Any], filas: Sequence[tuple[int, Mapping[str, str]]]) -> list[CuentaCae]:
    """Each account, in the place of the one that there was; or from now on, beside one whose image came in: the fold
    judges each image by the account of its hour (R-09)."""
    claves = [celdas["acta"] for _, celdas in filas]
    hay = {acta: (cuenta, desde) for acta, cuenta, desde in conn.execute(VIGENTES, (claves,))}
    recibidas = {acta for (acta,) in conn.execute(RECIBIDAS, (claves,))}
    ((ahora,),) = conn.execute("SELECT clock_timestamp()").fetchall()
    cuentas = []
    for _, celdas in filas:
        cuenta, desde = hay.get(celdas["acta"], ("", SIEMPRE))
        releva = celdas["acta"] in recibidas and celdas["cuenta"] != cuenta
        cuentas.append(CuentaCae(celdas["acta"], celdas["cuenta"], ahora if releva else desde))
    return cuentas


def _revisar(conn: Connection[Any], filas: Sequence[tuple[int, Mapping[str, str]]]) -> list[Problema]:
    """Every reason not to load them."""
    claves = [celdas["acta"] for _, celdas in filas]
    conocidas = {c for (c,) in conn.execute("SELECT clave FROM prep.acta WHERE clave = ANY(%s)", (claves,))}
    problemas: list[Problema] = []
    vistas: dict[str, int] = {}
    for n, celdas in filas:
        acta, cuenta = celdas["acta"], celdas["cuenta"]
        if acta not in conocidas:
            problemas.append(Problema(n, "acta", f"{corta(acta)} no está en el catálogo"))
        elif acta in vistas:
            problemas.append(Problema(n, "acta", f"{acta} se repite; ya está en el renglón {vistas[acta]}"))
        vistas.setdefault(acta, n)
        if not cuenta or len(cuenta) > TEXTO_MAX or not cuenta.isprintable():
            problemas.append(Problema(n, "cuenta", f"{corta(cuenta)} no es una cuenta de 1 a {TEXTO_MAX} caracteres"))
        elif defecto := defecto_de_nombre(cuenta):
            problemas.append(Problema(n, "cuenta", f"{corta(cuenta)} {defecto}"))
    return problemas
