"""Which acta is meant: by its key, its label, or its casilla as people say it, `123 C2 ALC`; else, those most alike."""

from collections.abc import Sequence
from difflib import get_close_matches

from sqlalchemy import Connection, text

from central.marco.conexion import MalUso
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.catalogo.lectura import LeidaCasilla, LeidaDeOtroProceso, LeidaEtiqueta, LeidaPublicada, leer

OPCIONES_MAX = 8
CONOCIDA = (
    "SELECT EXISTS (SELECT FROM prep.acta WHERE clave = :c) OR EXISTS (SELECT FROM prep.acta_estado WHERE acta = :c)"
)
DE_CASILLA = (
    "SELECT clave FROM prep.acta WHERE seccion = :seccion AND (:tipo = '' OR tipo = :tipo)"
    " AND (:numero = '' OR numero = :numero) AND (:extension = '' OR ltrim(extension, '0') = ltrim(:extension, '0'))"
    " AND (:eleccion = '' OR eleccion = :eleccion) AND (:codigo = '' OR codigo = :codigo) ORDER BY n"
)


def hallar_clave(conn: Connection, dicha: str, encabezado: Catalogo) -> str:
    """The key of the one acta that `dicha` names; raises MalUso with what is wrong and what it may be."""
    limpia = " ".join(dicha.upper().split())
    if not limpia:
        raise MalUso("Diga qué acta: su clave, su etiqueta o su casilla, como «123 C2 ALC».")
    if _conocida(conn, limpia):
        return limpia
    palabras, eleccion = _sin_eleccion(limpia, encabezado)
    leida = leer(palabras, encabezado.proceso)
    if isinstance(leida, LeidaEtiqueta) and _conocida(conn, leida.clave):
        return leida.clave
    if isinstance(leida, LeidaDeOtroProceso):
        raise MalUso(f"Esa etiqueta es del proceso {leida.proceso!r} y este nodo es de {encabezado.proceso!r}.")
    if isinstance(leida, LeidaCasilla):
        return _una(conn, dicha, leida, eleccion)
    if isinstance(leida, LeidaPublicada):
        return _una(conn, dicha, leida.casilla, eleccion, leida.codigo)
    raise MalUso(_no_hay(dicha, parecidas(conn, limpia)))


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


def _sin_eleccion(limpia: str, encabezado: Catalogo) -> tuple[str, str]:
    """The words without the one that names an election, by its code or its beginning, and that election's code."""
    palabras = limpia.split(" ")
    for n, palabra in enumerate(palabras):
        suyas = [e.codigo for e in encabezado.elecciones if len(palabra) > 2 and e.codigo.startswith(palabra)]
        if len(suyas) == 1:
            return " ".join(palabras[:n] + palabras[n + 1 :]), suyas[0]
    return limpia, ""


def _una(conn: Connection, dicha: str, leida: LeidaCasilla, eleccion: str, codigo: str = "") -> str:
    valores = {
        "seccion": leida.seccion,
        "tipo": leida.tipo,
        "numero": leida.numero,
        "extension": leida.extension,
        "eleccion": eleccion,
        "codigo": codigo,
    }
    claves = conn.execute(text(DE_CASILLA), valores).scalars().all()
    if len(claves) == 1:
        return str(claves[0])
    if claves:
        raise MalUso(f"{dicha[:80]!r} es más de un acta. Diga cuál:{_lista(claves)}")
    vecinas = conn.execute(text(DE_CASILLA), {**dict.fromkeys(valores, ""), "seccion": leida.seccion}).scalars().all()
    if vecinas:
        raise MalUso(f"No hay un acta {dicha[:80]!r} en este nodo. En la sección {leida.seccion} hay:{_lista(vecinas)}")
    raise MalUso(f"No hay un acta {dicha[:80]!r} en este nodo: no tiene actas de la sección {leida.seccion}.")


def _lista(claves: Sequence[str]) -> str:
    faltan = len(claves) - OPCIONES_MAX
    lineas = [*claves[:OPCIONES_MAX], *([f"… y {faltan} más"] if faltan > 0 else [])]
    return "".join(f"\n  {linea}" for linea in lineas)


def _no_hay(dicha: str, cercanas: Sequence[str]) -> str:
    sugerencia = f" ¿Quiso decir {' o '.join(cercanas)}?" if cercanas else ""
    return f"No hay un acta {dicha[:80]!r} en este nodo.{sugerencia}"
