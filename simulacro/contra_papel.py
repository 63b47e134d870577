"""The last cut against the paper: its chain, each row, and why each difference is."""

from sqlalchemy import Engine

from central.corte.comprobar import comprobar
from central.nodo.centro import ARCHIVO
from prep.net.identidad import cargar
from simulacro.guion.libro import leer
from simulacro.guion.material import Material
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.juicio.comparar import comparar
from simulacro.juicio.explicar import explicar
from simulacro.juicio.resultado import ResultadoDeNoche
from simulacro.juicio.segunda import juzgar_miradas
from simulacro.red.ordenes import NocheFallida


def comparar_con_papel(
    opciones: OpcionesDeNoche, material: Material, motor: Engine, resultado: ResultadoDeNoche, personas: frozenset[str]
) -> None:
    """Into `resultado`; raises NocheFallida when the chain of cuts is not whole."""
    publica = cargar(opciones.salida / "nodo" / ARCHIVO).publica
    comprobacion = comprobar(opciones.salida / "publicacion", publica, [corte.sha256 for corte in resultado.cortes])
    if comprobacion.fallas:
        raise NocheFallida("La cadena de cortes no se comprueba:\n" + "\n".join(comprobacion.fallas))
    comparacion = comparar(material.catalogo, material.origen, material.papel, resultado.cortes[-1].carpeta)
    libro = leer((opciones.salida / "estaciones").glob("libro-*.jsonl"))
    resultado.comparacion = comparacion
    resultado.explicacion = explicar(
        comparacion.diferencias, material.llegadas, material.catalogo, libro, personas, material.acordados
    )
    resultado.personas = len(personas & set(comparacion.distintas))
    resultado.segunda = juzgar_miradas(motor, material.acordados, comparacion.distintas)
