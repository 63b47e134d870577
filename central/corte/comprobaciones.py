"""The cut class of R-26: what keeps a whole cut from being shown. Pure functions: sentences, none when all is well."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from prep.domain.publicacion.agregacion import Clave, Nivel, Suma, juntas
from prep.domain.publicacion.filas import Fila, sin_camino
from prep.domain.reglas.inconsistencias import CONTABILIZADA, FUERA_CATALOGO

# The counts of the header that must not go back, and whether a row is in them.
CUENTAS: Mapping[str, Callable[[Fila], bool]] = {
    "ACTAS_REGISTRADAS": lambda fila: fila.registrada,
    "ACTAS_FUERA_CATALOGO": lambda fila: fila.contabilizada == FUERA_CATALOGO,
    "ACTAS_CONTABILIZADAS": lambda fila: fila.contabilizada == CONTABILIZADA,
}
MUESTRA = 5  # how many actas a sentence names


def niveles(eleccion: str, sumas: Mapping[Nivel, Mapping[Clave, Suma]]) -> list[str]:
    """The entity's sum against those of its territories and sections, each added by itself (R-22)."""
    entidad = sumas[Nivel.ENTIDAD].get((), Suma())
    razones = []
    for nivel, partes in sumas.items():
        junta = juntas(partes.values())
        if junta != entidad:
            razones.append(f"{eleccion}: la suma por {nivel.lower()} no da la de la entidad ({junta} y {entidad}).")
    return razones


def esperadas(anterior: Mapping[str, Mapping[str, str]], nuevas: Mapping[str, int]) -> list[str]:
    """The expected actas are fixed before the night: the catalogue must be the one of the last cut (R-01)."""
    antes = {eleccion: figuras["ACTAS_ESPERADAS"] for eleccion, figuras in anterior.items()}
    ahora = {eleccion: str(cuantas) for eleccion, cuantas in nuevas.items()}
    if not anterior or antes == ahora:
        return []
    return [f"Las actas esperadas eran {antes} en el corte anterior y ahora son {ahora}: cambió el catálogo."]


def mismo_catalogo(anterior: str, nueva: str) -> list[str]:
    """The limits, forms and agreements by which rows are made, as the last cut signed them ("": it did not say)."""
    if anterior in ("", nueva):
        return []
    return ["El catálogo no es el del corte anterior: alguien lo cambió en la base. Repóngalo de un respaldo."]


def cambios(ultimas: Mapping[str, Fila], nuevas: Mapping[str, Fila]) -> list[str]:
    """The actas whose published row is no longer the one that the public saw."""
    return [
        clave
        for clave, fila in ultimas.items()
        if (n := nuevas.get(clave)) is None or (n.textos != fila.textos and sin_camino(n) != sin_camino(fila))
    ]


def inexplicados(cambiadas: Iterable[str], explicadas: Container[str]) -> list[str]:
    """`cambiadas` without a fact that explains it (anulación, recaptura, cotejo…): a hand in the base."""
    sueltas = sorted(clave for clave in cambiadas if clave not in explicadas)
    if not sueltas:
        return []
    return [f"{len(sueltas)} actas ya publicadas cambiaron sin un hecho que lo explique: {_nombrar(sueltas)}."]


def retrocesos(
    eleccion: str,
    anterior: Mapping[str, str],
    nuevo: Mapping[str, str],
    ultimas: Mapping[str, Fila],
    nuevas: Mapping[str, Fila],
) -> list[str]:
    """Counts of the header below the last cut's by more than the rows that left them, each explained by its fact.

    `anterior` is the signed manifest's, so that changing what the base says was published does not help.
    """
    razones = []
    for nombre, cuenta in CUENTAS.items():
        salieron = sum(
            cuenta(fila) and not ((n := nuevas.get(clave)) is not None and cuenta(n))
            for clave, fila in ultimas.items()
            if fila.acta.eleccion == eleccion
        )
        if int(nuevo[nombre]) < int(anterior[nombre]) - salieron:
            razones.append(
                f"{eleccion}: {nombre} baja de {anterior[nombre]} a {nuevo[nombre]} y los hechos explican {salieron}."
            )
    return razones


def _nombrar(claves: Sequence[str]) -> str:
    resto = len(claves) - MUESTRA
    return ", ".join(claves[:MUESTRA]) + (f" y {resto} más" if resto > 0 else "")
