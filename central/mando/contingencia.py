"""A CATD that cannot go on: the CCV takes over the work of its actas, and gives it back when it can (R-06, P-2).

Each acta has its own signed fact, so it goes in parts: what was done stays if it is cut off, and asking again goes on.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, text

from central.mando.declaracion import revertir, vigentes
from central.marco.conexion import MalUso, NodoAbierto, Testigo, nadie
from central.marco.proceso import leer_cabecera
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Custodia, Fuente, Tipo
from prep.domain.vida.estado import REGISTRADAS, Etapa
from prep.store.del_centro import insertar_centro

MOTIVO = "CONTINGENCIA"
MOTIVO_MAX = 500
PARTE = 200  # actas of one transaction: each holds its acta's lock until the end
TERMINADAS = [str(etapa) for etapa in (*REGISTRADAS, Etapa.TRASLADADA)]
Avisa = Callable[[int, int], object]  # how many are done, and of how many
ABIERTAS = (
    "SELECT a.clave FROM prep.acta a LEFT JOIN prep.acta_estado e ON e.acta = a.clave"
    " WHERE a.centro = :centro AND coalesce(e.etapa, 'ESPERADA') <> ALL(:terminadas)"
)


def declarar(
    puesto: NodoAbierto, centro: str, motivo: str, avisa: Avisa = lambda hechas, de: None, testigo: Testigo = nadie
) -> int:
    """Gives the CCV the custody of every acta of CATD `centro` that is not registered; how many. Raises MalUso."""
    if not motivo.strip() or len(motivo) > MOTIVO_MAX or not motivo.isprintable():
        raise MalUso(f"Diga el motivo en 1 a {MOTIVO_MAX} caracteres, en una línea.")
    with puesto.mirar() as conn:
        _exigir_catd(conn, centro)
        claves = _claves(conn, f"{ABIERTAS} AND coalesce(e.custodia, '') <> :ccv ORDER BY 1", centro)
    cuerpo = Custodia(CCV, f"{MOTIVO}: {motivo.strip()}")

    def parte(conn: Connection, unas: Sequence[str]) -> None:
        firma = puesto.firma(conn, leer_cabecera(conn).proceso)
        for clave in unas:
            firmado = firma.hecho(clave, Fuente.CENTRO, cuerpo)
            insertar_centro(conn, firmado)

    return _por_partes(puesto, claves, parte, avisa, testigo)


def terminar(puesto: NodoAbierto, centro: str, avisa: Avisa = lambda hechas, de: None, testigo: Testigo = nadie) -> int:
    """Takes back what a contingency gave to the CCV and is not registered yet; how many actas. Raises MalUso."""
    with puesto.mirar() as conn:
        _exigir_catd(conn, centro)
        prestadas = prestadas_de(conn, centro)

    def parte(conn: Connection, unas: Sequence[str]) -> None:
        firma = puesto.firma(conn, leer_cabecera(conn).proceso)
        revertir(conn, firma, vigentes(conn, unas, Tipo.CUSTODIA, MOTIVO), "termina la contingencia")

    return _por_partes(puesto, prestadas, parte, avisa, testigo)


def prestadas_de(conn: Connection, centro: str) -> list[str]:
    """The actas of the CATD that the CCV has by a contingency, and that are not registered, by key."""
    claves = _claves(conn, f"{ABIERTAS} AND e.custodia = :ccv ORDER BY 1", centro)
    return sorted(vigentes(conn, claves, Tipo.CUSTODIA, MOTIVO))


def _claves(conn: Connection, consulta: str, centro: str) -> list[str]:
    valores = {"centro": centro, "terminadas": TERMINADAS, "ccv": CCV}
    return [clave for (clave,) in conn.execute(text(consulta), valores)]


def _exigir_catd(conn: Connection, centro: str) -> None:
    hay = conn.execute(text("SELECT EXISTS (SELECT FROM prep.acta WHERE centro = :c)"), {"c": centro}).scalar_one()
    if not hay or centro == CCV:
        raise MalUso(f"No hay un CATD {centro[:20]!r} en el catálogo.")


def _por_partes(
    puesto: NodoAbierto,
    claves: Sequence[str],
    parte: Callable[[Connection, Sequence[str]], None],
    avisa: Avisa,
    testigo: Testigo,
) -> int:
    """By key: two transactions that lock several actas never wait for each other. The witness goes with the first."""
    for n in range(0, len(claves), PARTE):
        with puesto.ordenar() as conn:
            parte(conn, claves[n : n + PARTE])
            if not n:
                testigo(conn)
        avisa(min(n + PARTE, len(claves)), len(claves))
    return len(claves)
