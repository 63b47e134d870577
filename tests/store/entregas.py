"""How the tests call the station's functions: plain SQL on a raw connection, as a hostile station would too."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg

from prep.domain.hechos.hechos import Hecho
from prep.domain.hechos.texto import cuerpo_a_texto
from tests.conftest import Nodo
from tests.store.ejemplos import FIRMA

T = TypeVar("T")
Conexion = psycopg.Connection[Any]
ENTREGAR = "SELECT estacion_v1.entregar(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def argumentos(hecho: Hecho, firma: bytes = FIRMA, cuerpo: str | None = None) -> tuple[Any, ...]:
    """The arguments of `entregar` for `hecho`, in order."""
    texto = cuerpo_a_texto(hecho.cuerpo) if cuerpo is None else cuerpo
    cabeza = (hecho.id, hecho.proceso, str(hecho.tipo), hecho.acta, str(hecho.fuente), hecho.operador)
    return (*cabeza, hecho.momento, hecho.desfase_ms, texto, firma)


def entregar(conn: Conexion, hecho: Hecho, firma: bytes = FIRMA, cuerpo: str | None = None) -> str:
    return str(uno(conn, ENTREGAR, *argumentos(hecho, firma, cuerpo)))


def uno(conn: Conexion, consulta: str, *valores: Any) -> Any:
    """The first column of the only row."""
    fila = conn.execute(consulta, valores).fetchone()
    assert fila is not None
    return fila[0]


def reclamar(conn: Conexion, operador: str, clase: str = "captura") -> tuple[Any, ...] | None:
    """(trabajo, toma, acta, fuente, ronda, puesto, imagen, expira), or None when there is no work."""
    assert clase in ("captura", "mesa")
    return conn.execute(f"SELECT * FROM estacion_v1.reclamar_{clase}(%s)", (operador,)).fetchone()


def dar_trabajo(
    conn: Conexion,
    actas: Sequence[str],
    *,
    puestos: Sequence[int] = (1, 2),
    clase: str = "CAPTURA",
    ronda: int = 1,
    sitio: str = "01",
    imagen: str = "",
) -> None:
    """What the árbitro does: free work, of a connection of its role."""  # fmt: skip
    with conn.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO prep.trabajo (acta, clase, fuente, ronda, puesto, sitio, imagen) "
            "VALUES (%s, %s, 'CATD', %s, %s, %s, %s)",
            [(acta, clase, ronda, puesto, sitio, imagen) for acta in actas for puesto in puestos],
        )


def verificar(base: Nodo) -> None:
    """What the árbitro does with what was delivered: all that is not in quarantine is in the chain, and none waits."""
    base.dueno(
        "INSERT INTO prep.cadena (n, hecho, eslabon)"
        " SELECT (SELECT count(*) FROM prep.cadena) + row_number() OVER (), h.id, '' FROM prep.hecho h"
        " WHERE NOT EXISTS (SELECT FROM prep.cadena c WHERE c.hecho = h.id)"
        " AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id)"
    )
    base.dueno("DELETE FROM prep.cola")


def probados(base: Nodo) -> None:
    """As after each person signed at every station of their site: for tests whose people have no keys."""
    base.dueno(
        "INSERT INTO prep.sesion (estacion, operador, razon, expira)"
        " SELECT e.estacion, o.operador, '', now() + interval '1 day'"
        " FROM prep.estacion e JOIN prep.operador o USING (sitio)"
    )


@contextmanager
def verificando(base: Nodo) -> Iterator[None]:
    """The same at each delivery, for tests that have no árbitro."""
    base.dueno(
        "CREATE FUNCTION prep.verificando() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " INSERT INTO prep.cadena SELECT (SELECT count(*) FROM prep.cadena) + 1, NEW.id, ''; RETURN NULL; END $$"
    )
    base.dueno("CREATE TRIGGER verificando AFTER INSERT ON prep.hecho FOR EACH ROW EXECUTE FUNCTION prep.verificando()")
    try:
        yield
    finally:
        base.dueno("DROP FUNCTION prep.verificando CASCADE")


def a_la_vez(cuantos: int, hacer: Callable[[int], T]) -> list[T]:
    """Runs `hacer(1)` … `hacer(cuantos)` each on its own thread and returns what they gave, in order."""
    with ThreadPoolExecutor(cuantos) as hilos:
        return list(hilos.map(hacer, range(1, cuantos + 1)))
