"""Which acta is meant, as in every other field, among those that this node knows; else, those most alike."""

from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial

from sqlalchemy import Connection, text

from central.marco.conexion import MalUso
from central.marco.proceso import leer_encabezado
from prep.domain.catalogo.acta_dicha import ActaNoDicha, acta_en
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.catalogo.lectura import LeidaClave, LeidaEtiqueta, NoLeida, leer
from prep.store import catalogos

CONOCIDA = (
    "SELECT EXISTS (SELECT FROM prep.acta WHERE clave = :c) OR EXISTS (SELECT FROM prep.acta_estado WHERE acta = :c)"
)


def hallar_clave(conn: Connection, dicha: str, encabezado: Catalogo) -> str:
    """The key of the one acta that `dicha` names; raises MalUso with what is wrong and what it may be."""
    leida = leer(dicha, encabezado.proceso, encabezado.elecciones)
    if isinstance(leida, LeidaEtiqueta | LeidaClave):
        exigir_acta(conn, leida.clave)
        return leida.clave
    if isinstance(leida, NoLeida) and dicha.strip():
        limpia = " ".join(dicha.upper().split())
        if _conocida(conn, limpia):
            return limpia
        if cercanas := parecidas(conn, limpia):
            raise MalUso(_no_hay(dicha, cercanas))
    try:
        return acta_en(dicha, encabezado, _ninguna, partial(catalogos.de_seccion, conn)).clave
    except ActaNoDicha as error:
        raise MalUso(str(error)) from error


def claves_dichas(conn: Connection, dichas: Sequence[str]) -> list[str]:
    """Those of a command, each once; raises MalUso with what is wrong with all of them."""
    if not dichas:
        return []
    encabezado, claves, malas = leer_encabezado(conn), [], []
    for dicha in dichas:
        try:
            claves.append(hallar_clave(conn, dicha, encabezado))
        except MalUso as error:
            malas.append(str(error))
    if malas:
        raise MalUso("\n".join([*malas, "No se hizo nada."]))
    return list(dict.fromkeys(claves))


def exigir_acta(conn: Connection, clave: str) -> None:
    """Raises MalUso, with the keys most alike, unless the node knows an acta `clave`."""
    if not _conocida(conn, clave):
        raise MalUso(_no_hay(clave, parecidas(conn, clave)))


def parecidas(conn: Connection, clave: str, cuantas: int = 3) -> list[str]:
    """The known keys most alike to `clave`, the best first."""
    claves = [c for (c,) in conn.execute(text("SELECT clave FROM prep.acta ORDER BY n"))]
    return get_close_matches(clave[:80], claves, cuantas, 0.8)


def _conocida(conn: Connection, clave: str) -> bool:
    return bool(conn.execute(text(CONOCIDA), {"c": clave}).scalar_one())


def _ninguna(_: str) -> Acta | None:
    """A key was looked for before."""
    return None


def _no_hay(dicha: str, cercanas: list[str]) -> str:
    sugerencia = f" ¿Quiso decir {' o '.join(cercanas)}?" if cercanas else ""
    return f"No hay un acta {dicha[:80]!r} en este nodo.{sugerencia}"
