"""`prep conforme N`: another person of the coordination agrees to what was proposed, and with that it is carried out.

Exit code 0 done, or refused as was asked for; 2 for bad use; 3 when it cannot be answered: it is one's own, lapsed,
answered already, or what it says cannot be done now.
"""

import argparse
from pathlib import Path

from central.mando import dos_personas
from central.mando.dos_personas import EstadoDeOrden, OrdenPropuesta
from central.marco.conexion import BIEN, NodoAbierto, mandar
from central.marco.quien import entrar, pedir_motivo
from prep.domain.catalogo.imprimible import imprimible
from prep.domain.reglas.ordenes import OrdenDelCentro
from prep.orden.opciones import con_datos


def registrar(analizador: argparse.ArgumentParser) -> None:
    con_datos(analizador)
    analizador.add_argument(
        "numero", type=int, metavar="N", help="el número de la propuesta, como en «prep propuestas»"
    )
    con_quien(analizador)
    analizador.add_argument("--rechaza", action="store_true", help="que no se haga; diga por qué con --motivo")
    con_motivo(analizador)
    analizador.set_defaults(ejecutar=mandar(_conforme))


def _conforme(argumentos: argparse.Namespace, puesto: NodoAbierto) -> int:
    propuesta = dos_personas.buscar(puesto, argumentos.numero)
    _mostrar(propuesta)
    if argumentos.rechaza:
        motivo = pedir_motivo(argumentos)
        dos_personas.rechazar(puesto, entrar(argumentos, puesto), propuesta, motivo)
        print(f"La propuesta {propuesta.n} quedó rechazada: no se hizo nada.")
        return BIEN
    if propuesta.paso is EstadoDeOrden.ESPERA:
        _decir(dos_personas.revisar(puesto, propuesta.acuerdo.orden))
    _decir(dos_personas.conformar(puesto, entrar(argumentos, puesto), propuesta))
    return BIEN


def con_quien(analizador: argparse.ArgumentParser) -> None:
    """Adds who signs, and where a program that is no person leaves the password."""
    analizador.add_argument("--quien", default="", metavar="USUARIO", help="quién firma, de la coordinación del centro")
    analizador.add_argument(
        "--contrasena",
        type=Path,
        metavar="ARCHIVO",
        help="de dónde leer la contraseña de quien firma; sin ella se pregunta en la terminal",
    )


def con_motivo(analizador: argparse.ArgumentParser) -> None:
    """Adds why it is proposed, or refused; without it, it is asked for."""
    analizador.add_argument("--motivo", default="", help="por qué: lo lee la otra persona, y queda en la base")


def proponer(argumentos: argparse.Namespace, puesto: NodoAbierto, orden: OrdenDelCentro) -> int:
    """The way of every command that needs two: what it would do, who proposes it, and until when it waits."""
    if dos_personas.en_preparacion(puesto, orden):
        _decir(dos_personas.preparar(puesto, orden))
        return BIEN
    _decir(["Esto necesita a dos personas de la coordinación. Por ahora no se hace nada."])
    _decir([dos_personas.decir(orden), *dos_personas.revisar(puesto, orden)])
    motivo = pedir_motivo(argumentos)
    propuesta = dos_personas.proponer(puesto, entrar(argumentos, puesto), orden, motivo)
    print(f"PROPUESTA {propuesta.n}, de {propuesta.quien}. Otra persona da su conforme, hasta las {propuesta.hasta}:")
    print(f"  prep conforme {propuesta.n} --datos {puesto.datos}")
    return BIEN


def _mostrar(propuesta: OrdenPropuesta) -> None:
    lineas = [f"Propuesta {propuesta.n}, de {propuesta.quien}: {propuesta.dice}", f"Motivo: {propuesta.acuerdo.motivo}"]
    if propuesta.paso is EstadoDeOrden.A_MEDIAS:
        lineas.append(f"Ya tiene el conforme de {propuesta.respondio} y quedó a medias: se termina de cumplir.")
    else:
        lineas.append(f"Espera hasta las {propuesta.hasta}.")
    _decir(lineas)


def _decir(lineas: list[str]) -> None:
    for linea in lineas:
        print(imprimible(linea))
