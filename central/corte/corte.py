"""Makes one cut: waits, reads one snapshot, checks, writes, signs, records and only then switches (P-9, R-26).

The order is what makes it safe to kill: the folder is finished and named before the base knows of it, and `actual`
moves after. A folder that the base does not know was never shown; a cut that the base knows is shown at the latest
when the next one starts.
"""

import gc
import hashlib
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from psycopg import Connection

from central.arbitro.contexto import Contexto
from central.corte import carpeta, foto, reloj
from central.corte.archivos import escribir_corte
from central.corte.composicion import Composicion, componer_corte
from central.corte.comprobar import comprobar_nuevo, es_de
from central.corte.corregidas import ListaAlterada, lista_anterior
from central.corte.espera import esperar
from central.corte.manifiesto import resumen_sha256
from central.corte.registro import ALARMA_CARPETA, ALARMA_RETENIDO, Acabado, alarmar, avisar_sin_comprobar, registrar
from central.corte.renglones import Sellos
from central.firmado.envolturas import MANIFIESTO
from central.marco.conexion import NodoAbierto
from prep.domain.publicacion.corte import Resumen
from prep.net.identidad import Llave
from prep.store import candados
from prep.store.conexion import cruda

Avisar = Callable[[str], None]
OTRA_CARPETA = "En {} hay cortes que este nodo no hizo. Use otra carpeta con --salida."


class CorteImposible(RuntimeError):
    """The cut cannot be made here or now; nothing changed. The message says why and what to do, in Spanish."""


class CorteRetenido(RuntimeError):
    """The cut class of R-26: nothing was switched, the last good cut stays up; `razones` has a sentence for each."""

    def __init__(self, razones: list[str]) -> None:
        super().__init__("\n".join(razones))
        self.razones = razones


@dataclass(frozen=True, slots=True)
class ResultadoCorte:
    """A published cut. `sha256` of its manifest; `actas` registered rows shown; `resumenes` by election."""

    numero: int
    carpeta: Path
    sha256: str
    actas: int
    en_revision: int
    resumenes: Mapping[str, Resumen]


def hacer_corte(
    puesto: NodoAbierto, salida: Path, ahora: datetime, ultimo: bool, progreso: Avisar | None = None
) -> ResultadoCorte:
    """One cut of the node at `puesto` into `salida`, dated `ahora`; `ultimo`: the last one (R-18).

    Raises SalidaInutil, ArbitroAtorado or CorteImposible when it cannot be made, CorteRetenido when its checks do not
    let it out, LlaveInvalida or MalUso without the centre's key, OSError when the disk does not take it.
    """
    avisar = progreso or (lambda _: None)
    gc.disable()  # a cut makes millions of values and no cycles: looking for those costs a fifth of its time
    try:
        return _hacer(puesto, salida, ahora, ultimo, avisar)
    finally:
        gc.freeze()  # nor when the process ends
        gc.enable()


def _hacer(puesto: NodoAbierto, salida: Path, ahora: datetime, ultimo: bool, avisar: Avisar) -> ResultadoCorte:
    salida = salida.absolute()
    with puesto.mirar() as conn:
        llave = puesto.llave(conn)
    with carpeta.candado(salida), _unico(puesto) as conexion:
        avisar("Esperando a que el árbitro pliegue todo.")
        esperar(conexion, avisar)
        anterior = foto.anterior(conexion)
        ajenos = _reponer(salida, anterior, llave.publica)
        with puesto.motor.begin() as conn:
            alarmar(conn, ALARMA_CARPETA, (("", ajeno) for ajeno in ajenos))
        _exigir_hora(puesto, conexion, llave.publica, anterior, ahora)
        composicion = _componer(puesto, salida, llave, anterior, ahora, ultimo, avisar)
        with puesto.motor.begin() as conn:
            avisar_sin_comprobar(conn, (s for s in composicion.sin_comprobar if s.atrasada))
        try:
            return _publicar(puesto, salida, llave, composicion, avisar)
        except CorteRetenido as error:
            _avisar_retenido(puesto, error)
            raise


def _avisar_retenido(puesto: NodoAbierto, error: CorteRetenido) -> None:
    with puesto.motor.begin() as conn:
        alarmar(conn, ALARMA_RETENIDO, (("", razon) for razon in error.razones))


def _exigir_hora(
    puesto: NodoAbierto, conexion: Connection[Any], publica: bytes, anterior: foto.CorteAnterior | None, ahora: datetime
) -> None:
    """No cut is of an hour that is not believed, or before the last one, unless two people say that it is right."""
    numero = anterior.numero + 1 if anterior else 1
    if anterior and ahora < anterior.momento and not reloj.acordado(conexion, publica, numero, solo_ese=True):
        raise CorteImposible(
            f"La hora del corte ({ahora}) es anterior a la del corte {anterior.numero}. Revise el reloj; si está bien, "
            "que lo digan dos personas: prep corte reloj."
        )
    dudas = reloj.dudas(conexion, datetime.now(UTC))
    if dudas and not reloj.acordado(conexion, publica, numero, solo_ese=False):
        error = CorteRetenido(dudas)
        _avisar_retenido(puesto, error)
        raise error
    if reloj.de_ese_minuto(conexion, ahora):
        espera = math.ceil((minuto_libre(ahora) - ahora).total_seconds())
        raise CorteImposible(
            f"Ya hay un corte de este mismo minuto y sus archivos se llamarían igual. Repita la orden en {espera} s."
        )


def minuto_libre(anterior: datetime) -> datetime:
    """From when on a cut may follow one made at `anterior`: a package is named by its minute, and no two alike."""
    return anterior.replace(second=0, microsecond=0) + timedelta(minutes=1)


@contextmanager
def _unico(puesto: NodoAbierto) -> Iterator[Connection[Any]]:
    """A connection in autocommit that holds the lock of the cuts of this base, whatever folder they go to."""
    with puesto.motor.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        conexion = cruda(conn)
        ((mio,),) = conexion.execute("SELECT pg_try_advisory_lock(%s)", (candados.CORTE,)).fetchall()
        if not mio:
            raise CorteImposible("Ya se está haciendo un corte de este nodo. Espere a que termine.")
        try:
            yield conexion
        finally:
            conexion.execute("SELECT pg_advisory_unlock(%s)", (candados.CORTE,))


def _reponer(salida: Path, anterior: foto.CorteAnterior | None, publica: bytes) -> list[str]:
    """Leaves `salida` as the base says: what a killed cut left is finished if it was recorded, removed if not.

    A sentence for each thing that was there and is no cut.
    """
    numero = anterior.numero if anterior else 0
    mostrado = carpeta.apuntado(salida) or 0
    if mostrado > numero and (anterior is None or es_de(carpeta.carpeta_de(salida, mostrado), mostrado, publica)):
        raise CorteImposible(OTRA_CARPETA.format(salida))
    if anterior:
        manifiesto = carpeta.carpeta_de(salida, numero) / MANIFIESTO
        if not manifiesto.is_file() or resumen_sha256(manifiesto) != anterior.sha256:
            raise CorteImposible(
                f"El corte {numero} no está en {salida}, o su manifiesto cambió. Se publicó en {anterior.carpeta}: "
                "use esa carpeta con --salida, o repóngala de una copia."
            )
    ajenos = _apartar(salida, numero + 1, publica)
    carpeta.limpiar(salida, numero)
    if anterior and mostrado != numero:
        carpeta.apuntar(salida, numero)
    return ajenos


def _apartar(salida: Path, siguiente: int, publica: bytes) -> list[str]:
    """What stands where a cut to come goes, or the link to it, and is none: out of the way, and a sentence for each.

    One that this centre did sign is what a base that was put back from a copy does not know: nothing is made upon it.
    """
    posteriores = carpeta.posteriores(salida, siguiente)
    if any(es_de(ruta, int(ruta.name), publica) for ruta in posteriores):
        raise CorteImposible(OTRA_CARPETA.format(salida))
    return [
        f"Alguien puso {ruta} donde van los cortes: se apartó como {carpeta.apartar(ruta).name} y el corte siguió."
        for ruta in (*carpeta.en_el_enlace(salida), *posteriores)
    ]


def _componer(
    puesto: NodoAbierto,
    salida: Path,
    llave: Llave,
    anterior: foto.CorteAnterior | None,
    ahora: datetime,
    ultimo: bool,
    avisar: Avisar,
) -> Composicion:
    with puesto.mirar() as conn:
        conexion = cruda(conn)
        contexto = Contexto(puesto.motor, conexion)
        sellos = Sellos(llave, contexto.catalogo.proceso)
        try:
            previa = lista_anterior(salida, anterior.numero, contexto.catalogo, anterior.momento) if anterior else ()
        except (ListaAlterada, ValueError, OSError) as error:
            raise CorteImposible(str(error)) from error
        return componer_corte(conexion, contexto, sellos, anterior, previa, ahora, ultimo, avisar)


def _publicar(puesto: NodoAbierto, salida: Path, llave: Llave, c: Composicion, avisar: Avisar) -> ResultadoCorte:
    if c.razones:
        raise CorteRetenido(list(c.razones))
    with carpeta.parcial(salida, c.numero) as temporal:
        avisar("Escribiendo y verificando los archivos.")
        manifiesto, razones = escribir_corte(temporal, c, llave)
        razones = razones or [
            f"El corte no pasa la comprobación pública: {falla}"
            for falla in comprobar_nuevo(temporal, c.hojas, llave.publica, c.anterior, c.catalogo.proceso)
        ]
        if razones:
            raise CorteRetenido(razones)
        destino = carpeta.fijar(temporal, salida, c.numero)
    sha256 = hashlib.sha256(manifiesto).hexdigest()
    acabado = Acabado(c.numero, c.ahora, c.ultimo, str(destino), manifiesto.decode(), sha256)
    avisar("Registrando el corte.")
    with puesto.ordenar() as conn:
        firma = puesto.firma(conn, c.catalogo.proceso)
        registrar(conn, acabado, c.renglones, c.mostradas, c.fallas, c.sellos, firma)
    avisar("Mostrando el corte.")
    carpeta.apuntar(salida, c.numero)
    return ResultadoCorte(c.numero, destino, sha256, c.publicadas, c.en_revision, c.resumenes)
