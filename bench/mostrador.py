"""The acopio window with a reader that never stops: `python -m bench.mostrador [--segundos 600]`.

One label a second, typed key by key as a reader does, in a real window on a screen that nobody sees, while another
station of the same CATD receives too. From Enter to the painted answer; and at the end, each one at the node, once.
"""

import argparse
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.carpeta import carpeta_propia
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, percentiles_ms
from bench.proceso import ventana
from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.preparar import preparar
from central.nodo.roles import CENTRO, DUENO
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from prep.domain.hechos.roles import Rol
from prep.net import identidad
from prep.services.acopio.acopio import Acopiar
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.nodo.cliente import NodoCliente
from prep.store.hechos import ENTREGAR_CENTRO, valores_firmados
from prep.store.spool.spool import Spool
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche

CONTRASENA = "Contrasena-1"
P99_MS, PLANA = 100.0, 0.05


def preparar_nodo(cluster: Cluster, catalogo: Any, sitio: str) -> None:
    llave = identidad.nueva()
    sellada = identidad.sellar(llave, CONTRASENA, costo="normal")
    gente = [OperadorNuevo(f"op{n}", f"Operadora {n}", llave.publica, sellada, (Rol.ACOPIO,), sitio) for n in range(2)]
    preparar(cluster, catalogo, gente, [EstacionNueva(f"e{n}", sitio) for n in range(2)])
    abrir = FirmaDeSesion("centro", "sala", catalogo.proceso, llave).hecho("", Fuente.CENTRO, Fase(NombreFase.ABRIR))
    with psycopg.connect(cluster.dsn(CENTRO, "prep")) as conn:  # or the counter would ask before each
        conn.execute(ENTREGAR_CENTRO, valores_firmados(abrir))


@contextmanager
def otra_estacion(cluster: Cluster, carpeta: Path, proceso: str, sitio: str, actas: list[Acta]) -> Iterator[None]:
    """Another counter of the CATD, which receives one acta a second until the block ends."""
    parar = threading.Event()

    def recibir() -> None:
        with Spool.abrir(carpeta / "otra.db", proceso, "e1") as spool, NodoCliente(cluster.dsn("e1", "prep")) as nodo:
            estacion = Estacion(spool, nodo, sitio)
            estacion.actualizar()
            acopio = Acopiar(estacion, estacion.entrar("op1", CONTRASENA))
            for acta in actas:
                acopio.registrar(acta.clave, "F")
                if parar.wait(1.0):
                    return

    hilo = threading.Thread(target=recibir)
    hilo.start()
    try:
        yield
    finally:
        parar.set()
        hilo.join()


def jugar(carpeta: Path, proceso: str, sitio: str, dsn: str, claves: list[str]) -> dict[str, Any]:
    """The window, in a process of its own."""
    orden = {"carpeta": str(carpeta), "proceso": proceso, "sitio": sitio, "dsn": dsn, "claves": claves,
             "contrasena": CONTRASENA, "estacion": "e0", "operador": "op0", "semilla": 1}  # fmt: skip
    return ventana("bench.mostrador_hija", orden)


def en_el_nodo(cluster: Cluster) -> tuple[int, int]:
    """Receptions of the measured station at the node, and how many actas have more than one."""
    with psycopg.connect(cluster.dsn(DUENO, "prep"), autocommit=True) as conn:
        filas = conn.execute(
            "SELECT count(*), count(*) - count(DISTINCT acta) FROM prep.hecho WHERE tipo = 'ACOPIO' AND estacion = 'e0'"
        ).fetchone()
    assert filas is not None
    return filas[0], filas[1]


def informe(dicho: dict[str, Any], cuantas: int, nodo: tuple[int, int]) -> InformeDeMedida:
    p50, p90, p99 = percentiles_ms([ms / 1000 for ms in dicho["respuestas"]])
    llegaron, dobles = nodo
    primera, mayor = dicho["memoria"][0], max(dicho["memoria"])
    nota = "Una etiqueta por segundo, tecla por tecla, «sólo el acta leída»; otra estación recibe una por segundo."
    return InformeDeMedida("El mostrador de acopio", [
        Figura("lecturas contestadas «recibida»", f"{len(dicho['respuestas'])} de {cuantas}", "todas",
               len(dicho["respuestas"]) == cuantas),
        Figura("de Enter a la respuesta pintada",
               f"p50 {p50:.1f} ms, p90 {p90:.1f}, p99 {p99:.1f}; la mayor {max(dicho['respuestas']):.0f}",
               f"p99 ≤ {P99_MS:g} ms", p99 <= P99_MS),
        Figura("en el nodo al terminar; dobles", f"{llegaron} de {cuantas}; {dobles}", "todas; 0",
               llegaron == cuantas and dobles == 0),
        Figura("recepciones de la otra estación que se vieron", str(dicho["ajenas"])),
        Figura("memoria después de las primeras 100 → la mayor", f"{primera:.0f} → {mayor:.0f} MiB", f"± {PLANA:.0%}",
               mayor <= primera * (1 + PLANA)),
        Figura("controles, relojes e hilos al cabo de cada 100", str(dicho["piezas"][-1]), "los mismos",
               all(p == dicho["piezas"][-1] for p in dicho["piezas"][1:])),
    ], [nota])  # fmt: skip


def main() -> None:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--escala", choices=("pueblo", "ciudad"), default="ciudad")
    analizador.add_argument("--segundos", type=int, default=600)
    o = analizador.parse_args()
    terminar_en_orden()
    cabeza = encabezado()
    with carpeta_propia("nodo") as carpeta:
        cluster = Cluster(carpeta / "nodo")
        catalogo = reunir(OpcionesDeNoche(salida=carpeta / "noche", escala=o.escala)).catalogo
        sitio = catalogo.centros[0].id
        suyas = [a for a in catalogo.actas.values() if a.centro == sitio]
        if len(suyas) <= o.segundos:
            raise SystemExit(f"El centro {sitio} tiene {len(suyas)} actas y hacen falta más de {o.segundos}.")
        cluster.iniciar()
        preparar_nodo(cluster, catalogo, sitio)
        with otra_estacion(cluster, carpeta, catalogo.proceso, sitio, suyas[o.segundos :]):
            claves = [a.clave for a in suyas[: o.segundos]]
            dicho = jugar(carpeta, catalogo.proceso, sitio, cluster.dsn("e0", "prep"), claves)
        nodo = en_el_nodo(cluster)
    informe(dicho, o.segundos, nodo).imprimir(cabeza)


if __name__ == "__main__":
    main()
