"""A cut of the whole city (or the invented town) without a base: real figures, made-up times and hashes."""

import hashlib
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.compartido import compartida
from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from central.publico.corte_publico import CortePublico
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import Fuente, MotivoSinActa
from prep.domain.publicacion.agregacion import Nivel, Suma, subir, sumar
from prep.domain.publicacion.corte import orden_publicacion, resumen_de
from prep.domain.publicacion.filas import Fila, Filas
from prep.domain.vida.estado import EstadoActa, EstadoFuente, Etapa
from simulacro.pueblo.generar import generar

ABRE = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)  # 19:00 in the city
NOCHE_S = 12 * 3600.0
SIN_ACTA, POR_TELEFONO = 0.01, 0.29


def corte_de(escala: str, parte: float, numero: int = 7, semilla: int = 1) -> CortePublico:
    """Cut `numero` with `parte` of the actas of the city ("ciudad") or of the town ("pueblo")."""
    catalogo, papel = _leer(escala)
    azar, fabrica = random.Random(semilla), Filas(catalogo)
    filas: dict[str, list[Fila]] = {e.codigo: [] for e in catalogo.elecciones}
    for acta in catalogo.actas.values():
        valores = papel.get(acta.clave) if azar.random() < parte else None
        filas[acta.eleccion].append(fabrica.fila(acta, _estado(acta, valores, azar) if valores else None))
    por_eleccion = {e: orden_publicacion(suyas) for e, suyas in filas.items()}
    secciones = {e: sumar(suyas, Nivel.SECCION) for e, suyas in por_eleccion.items()}
    sumas = {
        e: {Nivel.ENTIDAD: sumar(por_eleccion[e], Nivel.ENTIDAD), Nivel.TERRITORIO: subir(s), Nivel.SECCION: s}
        for e, s in secciones.items()
    }
    resumenes = {
        e: resumen_de(s[Nivel.ENTIDAD].get((), Suma()), len(por_eleccion[e]), catalogo.ajustes, False)
        for e, s in sumas.items()
    }
    momento = ABRE + timedelta(minutes=20 * numero)
    return CortePublico(catalogo, numero, momento, False, 3, por_eleccion, sumas, resumenes, {"x.zip": "0" * 64})


def _leer(escala: str) -> tuple[Catalogo, dict[str, tuple[Valor, ...]]]:
    perfil = cargar("cdmx-2024")
    datos = compartida("cdmx-2024") if escala == "ciudad" else None
    with TemporaryDirectory() as carpeta:
        if datos is None:
            datos = Path(carpeta)
            generar(datos, perfil, 1, escala)
        importado = importar(datos, perfil, "SIMULACRO-1")
    return importado.catalogo, dict(importado.papel)


def _estado(acta: Acta, valores: tuple[Valor, ...], azar: random.Random) -> EstadoActa:
    if azar.random() < SIN_ACTA:
        fuente = EstadoFuente(Fuente.CATD, Etapa.SIN_ACTA, sin_acta=azar.choice(list(MotivoSinActa)))
        return EstadoActa(acta.clave, Etapa.SIN_ACTA, fuente, (fuente,))
    telefono = azar.random() < POR_TELEFONO
    acopio = ABRE + timedelta(seconds=int(azar.betavariate(2, 4) * NOCHE_S))
    captura = acopio + timedelta(seconds=int(azar.expovariate(1 / 1680)))
    vigente = EstadoFuente(
        Fuente.CASILLA if telefono else Fuente.CATD,
        Etapa.VERIFICADA,
        sitio=acta.centro,
        acopio=acopio,
        mecanismo="D",
        imagen=hashlib.sha256(acta.clave.encode()).hexdigest(),
        medio="MOVIL" if telefono else "ESCANER",
        valores=valores,
        documento="ACTA PREP",
        captura=captura,
        verificacion=captura + timedelta(seconds=int(azar.expovariate(1 / 240))),
    )
    return EstadoActa(acta.clave, Etapa.VERIFICADA, vigente, (vigente,))
