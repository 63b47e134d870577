"""Who gives an order at the shell: their name, and their own password, which never goes on the command line."""

import argparse
import getpass
import sys
from pathlib import Path

import psycopg

from central.marco.conexion import MalUso, NodoAbierto, OrdenRechazada
from central.marco.proceso import leer_cabecera
from central.nodo.registro import leer_personas
from prep.net.identidad import CONTRASENA_MAX
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.sesion import Sesion, abrir_sesion
from prep.services.nodo.tipos import OperadorConocido

LUGAR = "terminal"  # what is signed here says so of where; no station is named so


def pedir_motivo(argumentos: argparse.Namespace) -> str:
    return str(argumentos.motivo or _preguntar("¿Por qué? ", "Diga por qué con --motivo."))


def entrar(argumentos: argparse.Namespace, puesto: NodoAbierto) -> Sesion:
    """The session of who signs this order. Raises MalUso, OrdenRechazada, OSError."""
    quien = argumentos.quien or _preguntar("Quién firma (usuario): ", "Diga quién firma con --quien USUARIO.")
    contrasena = leer_contrasena(argumentos.contrasena, f"Contraseña de {quien}: ")
    with puesto.mirar() as conn:
        proceso = leer_cabecera(conn).proceso
    with psycopg.connect(puesto.dueno) as conn:
        hallados = leer_personas(conn, "WHERE activo AND operador = %s AND sellada NOT IN ('', '{}')", quien)
    conocidos = [OperadorConocido(o.operador, o.nombre, o.publica, o.sellada, o.roles) for o in hallados]
    try:
        return abrir_sesion(conocidos, quien, contrasena, LUGAR, proceso)
    except NoProcede as error:
        raise OrdenRechazada(str(error)) from error


def leer_contrasena(ruta: Path | None, pregunta: str) -> str:
    """That of the file `ruta`, or what a person types at `pregunta`. Raises MalUso, OSError."""
    if ruta is None:
        if not sys.stdin.isatty():
            raise MalUso("Aquí no hay terminal para preguntar la contraseña: déjela en un archivo, con --contrasena.")
        return getpass.getpass(pregunta)
    with ruta.open(encoding="utf-8", errors="replace") as archivo:
        return archivo.read(CONTRASENA_MAX + 1).removesuffix("\n")


def _preguntar(texto: str, si_no: str) -> str:
    """What a person answers; raises MalUso where there is none, or they answer nothing."""
    dicho = input(texto).strip() if sys.stdin.isatty() else ""
    if not dicho:
        raise MalUso(si_no)
    return dicho
