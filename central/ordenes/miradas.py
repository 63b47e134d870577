"""`prep miradas`: what the second look offers, what was looked at, and what it found against what it expected."""

import argparse

from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.tabla import tabla
from central.segunda.cuenta import CuentaDeMiradas, Fin, contar
from prep.domain.hechos.indicio import Sospecha
from prep.orden.opciones import con_datos, con_json, decir_json
from prep.store.conexion import cruda

NOMBRES = {
    Sospecha.CIFRA: "una cifra",
    Sospecha.COLUMNAS: "columnas cambiadas",
    Sospecha.RENGLONES: "renglones corridos",
    Sospecha.REPETIDA: "igual que otra",
}
CABEZA = ("Qué se sospecha", "por ver", "vistas", "sin decidir", "bien", "corregidas", "otra vez", "esperadas", "votos")


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    con_json(analizador)
    analizador.set_defaults(ejecutar=mandar(_miradas))


def _miradas(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    with puesto.mirar() as conn:
        cuentas = contar(cruda(conn))
    if argumentos.json:
        decir_json({"miradas": [_a_json(c) for c in cuentas]})
        return BIEN
    print(tabla(CABEZA, [_fila(c) for c in cuentas], len(CABEZA) - 1))
    vistas, esperadas = sum(c.vistas for c in cuentas), sum(c.esperados for c in cuentas)
    halladas, votos = sum(c.halladas for c in cuentas), sum(c.votos for c in cuentas)
    print(f"\nSe vieron {vistas} actas; se esperaban {esperadas:.0f} errores y el papel dijo otra cosa en {halladas}: "
          f"{votos:,} votos corregidos.")  # fmt: skip
    return BIEN


def _fila(c: CuentaDeMiradas) -> tuple[object, ...]:
    fines = (c.fines[fin] for fin in Fin)
    return (NOMBRES[c.sospecha], c.ofrecidas, c.vistas, *fines, f"{c.esperados:.1f}", f"{c.votos:,}")


def _a_json(c: CuentaDeMiradas) -> dict[str, object]:
    return {
        "sospecha": str(c.sospecha),
        "ofrecidas": c.ofrecidas,
        "vistas": c.vistas,
        **{str(fin).replace(" ", "_"): n for fin, n in c.fines.items()},
        "esperadas": round(c.esperados, 3),
        "votos": c.votos,
    }
