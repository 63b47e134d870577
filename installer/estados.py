"""`make estados`: writes docs/estados.md, the life of an acta as a diagram, from the table that governs it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from installer.pasos import Mundo, PasoDeEtapa, pasos
from prep.domain.catalogo.ajustes import Ajustes, Orden, Validacion
from prep.domain.hechos.hechos import Fuente
from prep.domain.vida.estado import Etapa
from prep.domain.vida.transiciones import SUCESO_DE_ACCION, TABLA, Rechazo, Suceso

Tabla = Mapping[PasoDeEtapa, frozenset[Mundo]]
DESTINO = Path(__file__).resolve().parents[1] / "docs" / "estados.md"
ETAPAS: Mapping[Etapa, str] = {
    Etapa.ESPERADA: "la casilla está aprobada y de su acta no ha llegado nada (R-01)",
    Etapa.RETENIDA: "su imagen se escaneó antes del acopio que la hace lícita (R-09)",
    Etapa.ACOPIADA: "se recibió el sobre",
    Etapa.DIGITALIZADA: "está la imagen, y nadie la ha capturado en esta ronda",
    Etapa.EN_CAPTURA: "hay una captura",
    Etapa.EN_DISPUTA: "hay dos o tres capturas, y ningunas dos son iguales (R-04)",
    Etapa.EN_MESA: "se cerró sin acuerdo, con acuerdo en que es otra, o la devolvieron: decide la mesa (R-05)",
    Etapa.POR_VALIDAR: "hay acuerdo y falta la mirada que pide el ajuste `validacion = todas` (R-04)",
    Etapa.POR_REDIGITALIZAR: "la mesa dijo que la imagen no sirve",
    Etapa.VERIFICADA: "sus cifras valen, y se publican",
    Etapa.SIN_ACTA: "se declaró que no hay acta, por una de tres causas (R-16)",
    Etapa.TRASLADADA: "lo que llegó era otra acta; ésta se espera de nuevo",
}
AJUSTES: Mapping[StrEnum, str] = {
    Orden.PAPEL: "papel primero",
    Validacion.TODAS: "se validan todas",
    Fuente.CATD: "escáner",
    Fuente.CASILLA: "teléfono",
}
LUGAR: Mapping[StrEnum, int] = {miembro: n for n, miembro in enumerate([*Etapa, *Suceso])}
OMISION = Ajustes()
DE_MESA = frozenset(SUCESO_DE_ACCION.values())
CABEZA = """\
# La vida de un acta

Lo escribe `make estados` desde la tabla que la gobierna, `prep/domain/vida/transiciones.py`; una prueba cuida que \
digan lo mismo. No lo edite a mano.

La vida es la de una *fuente*: el papel de un CATD o el teléfono de PREP Casilla. Cada una corre por su lado y \
`prep/domain/vida/fuentes.py` hace de las dos una sola acta (R-06). Todo se deduce de los hechos, siempre desde el \
primero (P-1); nadie la edita.

## Qué la mueve

Cada flecha dice con qué hechos se pasa de una etapa a otra, con los ajustes por omisión; entre paréntesis, de dónde \
viene la imagen cuando importa.

"""
CON_AJUSTES = """\
Un acopio lleva a `DIGITALIZADA` cuando vuelve lícita una imagen que ese CATD había escaneado antes (R-09). La imagen \
de teléfono no espera acopio (R-02). Un cotejo mueve el acta sólo si su \
resultado es 3, no aceptada (R-07).

## Qué agregan los ajustes

Con `orden = papel` (papel primero, R-03) se captura del papel y la imagen puede llegar después. Con \
`validacion = todas` (R-04), dos capturas iguales no bastan: estas flechas van en lugar de las que llegan de captura \
a `VERIFICADA`.

"""
PIE = """\
## Qué la deja donde está

Lo que *cuenta y sigue* se recibe sin cambiar la etapa. Lo que *nunca cuenta* queda como evidencia, con su hallazgo, y \
no cambia nada (R-08). Lo demás también queda sólo como evidencia cuando es de otra ronda o está incompleto. Una \
incidencia se anota en cualquier etapa. «Mesa» son los cinco dictámenes.

| Etapa | Qué es | Cuenta y sigue | Nunca cuenta |
|---|---|---|---|
"""


def dicho(suceso: Suceso) -> str:
    return suceso.value.replace("_", " ").replace("cion", "ción")


def en_orden(paso: PasoDeEtapa) -> tuple[int, int, int]:
    return LUGAR[paso.de], LUGAR[paso.suceso], LUGAR[paso.a]


def por_omision(mundo: Mundo) -> bool:
    return (mundo.orden, mundo.validacion) == (OMISION.orden, OMISION.validacion)


def condicion(paso: PasoDeEtapa, mundos: frozenset[Mundo], alcanzan: frozenset[Mundo]) -> str:
    """What else is needed: what all the worlds with this step share, and not all those with its stage."""
    if paso.suceso is Suceso.ACOPIO:
        return ""  # only paper is received
    for campo in ("orden", "fuente", "validacion"):
        suyos = {getattr(mundo, campo) for mundo in mundos}
        if len(suyos) == 1 and suyos != {getattr(mundo, campo) for mundo in alcanzan}:
            return f" ({AJUSTES[suyos.pop()]})"
    return ""


def diagrama(suyos: Tabla, todos: Tabla, inicio: str = "") -> str:
    """One arrow for each pair of stages, with its events."""
    alcanzan = {e: frozenset[Mundo]().union(*(m for paso, m in todos.items() if paso.de is e)) for e in Etapa}
    razones: dict[tuple[Etapa, Etapa], list[str]] = defaultdict(list)
    for paso in sorted(suyos, key=en_orden):
        if paso.de is not paso.a:
            razones[paso.de, paso.a].append(dicho(paso.suceso) + condicion(paso, suyos[paso], alcanzan[paso.de]))
    flechas = [f"    {de} --> {a} : {', '.join(dichos)}" for (de, a), dichos in razones.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *filter(None, [inicio]), *flechas, "```", "", ""])


def juntos(sucesos: Iterable[Suceso]) -> str:
    """Their names; the desk's five as one when they are all there."""
    suyos = list(sucesos)
    mesa = set(suyos) >= DE_MESA
    nombres = [dicho(s) for s in suyos if not (mesa and s in DE_MESA)]
    return ", ".join([*nombres, "mesa"] if mesa else nombres)


def renglones(tabla: Tabla) -> Iterator[str]:
    for etapa in Etapa:
        siguen = juntos(s for s in Suceso if PasoDeEtapa(etapa, s, etapa) in tabla)
        niega = juntos(s for s in Suceso if isinstance(TABLA[etapa][s], Rechazo) and s is not Suceso.INCIDENCIA)
        yield f"| `{etapa}` | {ETAPAS[etapa]} | {siguen or '–'} | {niega} |"


def documento() -> str:
    todos = pasos()
    usuales = {paso: suyos for paso, m in todos.items() if (suyos := frozenset(filter(por_omision, m)))}
    demas = {paso: m for paso, m in todos.items() if paso not in usuales}
    usual = diagrama(usuales, usuales, f"    [*] --> {Etapa.ESPERADA}")
    return f"{CABEZA}{usual}{CON_AJUSTES}{diagrama(demas, todos)}{PIE}" + "\n".join([*renglones(todos), ""])


if __name__ == "__main__":
    DESTINO.write_text(documento(), encoding="utf-8")
    print(f"{DESTINO.name}: escrito desde la tabla.")
