"""The capture window as its operator feels it: `python -m bench.ventana`.

Keys by acta, the next acta on the screen, a key to its painted digit with the spool's disk slowed, memory over a long
session. A real window on a screen that nobody sees, a real node, images of real weight; the keys are Qt's own events.
"""

import argparse
import random
import threading
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench.carpeta import carpeta_propia
from bench.demora import demora
from bench.fsync_lento import fsync_lento
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, percentiles_ms
from bench.proceso import ventana
from central.arbitro.centinela import Centinela
from central.nodo.cluster import Cluster
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.preparar import preparar
from central.nodo.roles import ARBITRO, DUENO
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.hechos.roles import Rol
from prep.net import identidad
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.tipos import ImagenNueva
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel

CONTRASENA = "Contrasena-1"
DIBUJOS = 12  # the other actas carry one of these images, with another note inside
LENTO_MS, VUELTA_MS = 50, 20
TECLAS_MAX, PINTAR_MS, AHEAD_MS, SIN_MS, ARRANQUE_S, MEMORIA_MIB, PLANA = 1.05, 16.0, 100.0, 400.0, 1.5, 350.0, 0.05


def sembrar(cluster: Cluster, catalogo: Catalogo, sitio: str, actas: list[Acta], puestos: int) -> None:
    """A node where those actas wait to be captured, with their images; one station and operator for each run."""
    llave = identidad.nueva()
    sellada = identidad.sellar(llave, CONTRASENA, costo="normal")
    gente = [
        OperadorNuevo(f"op{n}", f"Operadora {n}", llave.publica, sellada, (Rol.CAPTURA,), sitio) for n in range(puestos)
    ]
    estaciones = [EstacionNueva(nombre, sitio) for nombre in ("escaner", *(f"e{n}" for n in range(puestos)))]
    preparar(cluster, catalogo, gente, estaciones)
    dibujadas: dict[str, bytes] = {}
    with NodoCliente(cluster.dsn("escaner", "prep")) as nodo:
        for n, acta in enumerate(actas):
            forma = catalogo.forma_de(acta).clave
            cual = f"{forma}-{n % DIBUJOS}"
            if cual not in dibujadas:
                papel = Papel(acta.clave, tuple(range(1, len(catalogo.forma_de(acta).campos) + 1)), "ACTA PREP")
                dibujadas[cual] = dibujar(papel, catalogo, 1, etiqueta=True)
            imagen = dibujadas[cual] + acta.clave.encode()  # after its end: another hash, the same picture
            huella = sha256(imagen).hexdigest()
            nodo.entregar_imagen(ImagenNueva(huella, acta.clave, imagen))
            _ofrecer(cluster, acta, huella, sitio)


def _ofrecer(cluster: Cluster, acta: Acta, huella: str, sitio: str) -> None:
    with psycopg.connect(cluster.dsn(DUENO, "prep"), autocommit=True) as conn:
        conn.execute(
            "INSERT INTO prep.trabajo (acta, clase, fuente, ronda, puesto, sitio, imagen, creado)"
            " VALUES (%s, 'CAPTURA', 'CATD', 1, 1, %s, %s, now())",
            (acta.clave, sitio, huella),
        )


def jugar(
    carpeta: Path, proceso: str, sitio: str, dsn: str, puesto: int, actas: int, *, anticipa: bool = True,
    entorno: Mapping[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """One session of one operator in a process of its own."""
    propia = carpeta / f"estacion-{puesto}"
    propia.mkdir()
    orden = {
        "carpeta": str(propia), "proceso": proceso, "sitio": sitio, "dsn": dsn, "estacion": f"e{puesto}",
        "operador": f"op{puesto}", "contrasena": CONTRASENA, "actas": actas, "anticipa": anticipa, "semilla": puesto,
    }  # fmt: skip
    return ventana("bench.ventana_hija", orden, entorno)


def _tiempo(nombre: str, ms: list[float], limite: float) -> Figura:
    p50, p90, p99 = percentiles_ms([m / 1000 for m in ms])
    medido = f"p50 {p50:.1f} ms, p90 {p90:.1f}, p99 {p99:.1f}; el mayor {max(ms):.0f} ({len(ms)})"
    return Figura(nombre, medido, f"p99 ≤ {limite:g} ms", p99 <= limite)


def _cuenta(piezas: Mapping[str, int]) -> str:
    return ", ".join(f"{cuantas} {cuales}" for cuales, cuantas in piezas.items())


def informe(larga: dict[str, Any], lenta: dict[str, Any], lejos: dict[str, Any]) -> InformeDeMedida:
    debidas = larga["digitos"] + larga["campos"] + larga["actas"]
    razon = larga["teclas"] / debidas
    figuras = [
        Figura(f"teclas por acta, en {larga['actas']} actas sucias", f"{larga['teclas'] / larga['actas']:.1f}",
               f"≤ {TECLAS_MAX} veces las debidas", razon <= TECLAS_MAX, f"{debidas / larga['actas']:.1f}", razon),
        _tiempo("la siguiente acta en pantalla, su imagen traída antes", larga["siguientes"], AHEAD_MS),
        _tiempo(f"  sin traerla antes, con {VUELTA_MS} ms de ida y vuelta", lejos["siguientes"], SIN_MS),
        _tiempo(f"de la tecla al dígito pintado, con {LENTO_MS} ms por fsync", lenta["pintadas"], PINTAR_MS),
        _tiempo("  con el disco tal cual", larga["pintadas"], PINTAR_MS),
        Figura("arranque hasta la entrada", f"{larga['arranque_s']:.2f} s", f"≤ {ARRANQUE_S} s",
               larga["arranque_s"] <= ARRANQUE_S),
        Figura("memoria, la mayor", f"{larga['maxima']:.0f} MiB", f"≤ {MEMORIA_MIB:g}", larga["maxima"] <= MEMORIA_MIB),
    ]  # fmt: skip
    if len(larga["memoria"]) > 1:
        primera, ultima = larga["memoria"][0], median(larga["memoria"][1:])  # one sheet being read more, or less
        iguales = all(p == larga["piezas"][0] for p in larga["piezas"])
        serie = ", ".join(f"{m:.0f}" for m in larga["memoria"])
        memoria = f"{primera:.1f} → {ultima:.1f} MiB; cada 100: {serie}"
        figuras += [
            Figura("memoria al cabo de 100 actas → mediana después", memoria,
                   f"± {PLANA:.0%}", ultima <= primera * (1 + PLANA)),
            Figura("controles, relojes e hilos al cabo de 100 actas → al final",
                   f"{_cuenta(larga['piezas'][0])} → {_cuenta(larga['piezas'][-1])}", "los mismos", iguales),
        ]  # fmt: skip
    return InformeDeMedida("La ventana de captura", figuras, [
        "1366×768, pantalla offscreen de Qt; las teclas son sus eventos. Cifras debidas: dígitos, más una por campo, "
        "más una por acta. 5 % ILEGIBLE, 3 % SIN DATO, una corrección cada diez actas.",
    ])  # fmt: skip


def _en_orden(catalogo: Catalogo, actas: list[Acta], pocas: int) -> list[Acta]:
    """As they come in a night, mixed; those of rare forms among the first of the long session, as its warming up."""
    random.Random(1).shuffle(actas)
    por_forma: dict[str, list[Acta]] = {}
    for acta in actas:
        por_forma.setdefault(catalogo.forma_de(acta).clave, []).append(acta)
    raras = [acta for suyas in por_forma.values() if len(suyas) < len(actas) // 10 for acta in suyas[:2]]
    resto = [acta for acta in actas if acta not in raras]
    corte = 2 * (pocas + 1)  # those of the two short sessions, which are played before
    return resto[:corte] + raras + resto[corte:]


def main() -> None:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--escala", choices=("pueblo", "ciudad"), default="ciudad")
    analizador.add_argument("--actas", type=int, default=1000, help="de la sesión larga")
    analizador.add_argument("--pocas", type=int, default=100, help="de las otras dos")
    o = analizador.parse_args()
    terminar_en_orden()
    cabeza = encabezado()
    with carpeta_propia("nodo") as carpeta:
        cluster = Cluster(carpeta / "nodo")
        material = reunir(OpcionesDeNoche(salida=carpeta / "noche", escala=o.escala))
        sitio = material.catalogo.centros[0].id
        suyas = [a for a in material.catalogo.actas.values() if a.centro == sitio]
        hacen_falta = o.actas + 2 * o.pocas + 3  # each session ends with one more in hand
        if len(suyas) < hacen_falta:
            raise SystemExit(f"El centro {sitio} tiene {len(suyas)} actas y hacen falta {hacen_falta}.")
        cluster.iniciar()
        sembrar(cluster, material.catalogo, sitio, _en_orden(material.catalogo, suyas, o.pocas)[:hacen_falta], 3)
        proceso = material.catalogo.proceso
        threading.Thread(target=Centinela(cluster.dsn(ARBITRO), threading.Event()).correr, daemon=True).start()
        lento = fsync_lento(LENTO_MS, carpeta / "disco")
        lenta = jugar(carpeta, proceso, sitio, cluster.dsn("e0", "prep"), 0, o.pocas, entorno=lento)
        with demora(cluster.dsn("e1", "prep"), VUELTA_MS) as lejana:
            lejos = jugar(carpeta, proceso, sitio, lejana, 1, o.pocas, anticipa=False)
        larga = jugar(carpeta, proceso, sitio, cluster.dsn("e2", "prep"), 2, o.actas)
    informe(larga, lenta, lejos).imprimir(cabeza)


if __name__ == "__main__":
    main()
