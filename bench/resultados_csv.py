"""Results files to verify: the real one, a generated one where it is not here, and either ten times over."""

import csv
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.compartido import compartida
from bench.expediente import cuerpos, hechos
from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from prep.domain.publicacion.agregacion import Nivel, sumar
from prep.domain.publicacion.corte import momento_corte, orden_publicacion, resumen_de, texto_csv
from prep.domain.publicacion.filas import Filas
from prep.domain.vida.fold import fold
from simulacro.pueblo.generar import generar

PUEBLA = "puebla-2024/PREP_PUE_GUB_2024.csv"
FILAS_PUEBLA = 8_346
HUELLA = "CODIGO_INTEGRIDAD"


def original(carpeta: Path, escala: str) -> tuple[Path, str]:
    """The file to verify and what it is."""
    real = compartida(PUEBLA) if escala == "ciudad" else None
    if real is not None:
        return real, "el archivo real de Puebla, 2024"
    return _generar(carpeta, escala), f"un archivo generado ({escala}): el de Puebla no está"


def _generar(carpeta: Path, escala: str) -> Path:
    """A generated city's first election, up to as many rows as Puebla's file has, as a cut publishes it."""
    perfil = cargar("cdmx-2024")
    generar(carpeta / "generados", perfil, 1, escala)
    importado = importar(carpeta / "generados", perfil, "BENCH-1")
    catalogo, fabrica, azar = importado.catalogo, Filas(importado.catalogo), random.Random(1)
    eleccion = catalogo.elecciones[0]
    actas = [a for a in catalogo.actas.values() if a.eleccion == eleccion.codigo and a.clave in importado.papel]
    abierto = datetime(2024, 6, 3, 1, tzinfo=UTC)
    filas = []
    for n, acta in enumerate(actas[:FILAS_PUEBLA]):
        documento = eleccion.codigo_impreso(acta.codigo).documento
        dichos = cuerpos(n, acta, importado.papel[acta.clave], documento, f"{azar.getrandbits(256):064x}")
        suyos = hechos(catalogo.proceso, acta, dichos, abierto + timedelta(seconds=n), n)
        filas.append(fabrica.fila(acta, fold(suyos, acta, catalogo.forma_de(acta), catalogo.ajustes)))
    suma = sumar(filas, Nivel.ENTIDAD)[()]
    resumen = resumen_de(suma, len(filas), catalogo.ajustes, True)
    momento = momento_corte(abierto + timedelta(days=1), catalogo.ajustes)
    ruta = carpeta / "generado.csv"
    ruta.write_text("".join(texto_csv(eleccion, momento, resumen, orden_publicacion(filas), ",")), "utf-8")
    return ruta


def multiplicar(origen: Path, destino: Path, veces: int) -> None:
    """`destino` is `origen` with each row `veces` times, every hash its own, and the header's counts to match."""
    with origen.open(encoding="utf-8-sig", newline="") as archivo:
        filas = list(csv.reader(archivo))
    nombres = next(i for i, fila in enumerate(filas) if HUELLA in (c.strip() for c in fila))
    cifras = next(i for i, fila in enumerate(filas) if fila and fila[0].strip() == "ACTAS_ESPERADAS")
    for i, nombre in enumerate(filas[cifras]):
        if not nombre.strip().startswith("PORCENTAJE"):
            filas[cifras + 1][i] = str(int(float(filas[cifras + 1][i])) * veces)
    huella = [c.strip() for c in filas[nombres]].index(HUELLA)
    with destino.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.writer(archivo, lineterminator="\n")
        escritor.writerows(filas[: nombres + 1])
        for n in range(veces):
            for fila in filas[nombres + 1 :]:
                propia = list(fila)
                if len(propia) > huella and len(propia[huella].strip()) == 64:
                    propia[huella] = f"{n:02x}{propia[huella].strip()[2:]}"
                escritor.writerow(propia)
