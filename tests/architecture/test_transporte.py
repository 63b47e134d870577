"""By what a node's facts reach the centre is known in three rooms; the rest asks `central/sitios/salud.py`."""

import re
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
CUARTOS = {"central/sitios", "central/nodo", "prep/store"}
# What measures replication itself: the bare one beside ours, and the server's processes by their titles.
MEDIDAS = {"bench/replica.py", "bench/sitios"}
PALABRAS = re.compile(
    r"pg_(replication|subscription|publication|stat_subscription|stat_replication|lsn)"
    r"|\b(CREATE|ALTER|DROP) (SUBSCRIPTION|PUBLICATION)\b|logical.replication|replication.slots?|slot_name|max_slot"
    r"|\bwal_?(status|level|sender|receiver)|[a-z]_lsn\b|\bnodo_v1\b|prep_replica|prep_suscripcion"
    r"|suscri(be|p[ct]|to)|subscri(b|pt)|\b(?-i:Ranura)\b|\branuras\b|session_replication_role",
    re.IGNORECASE,
)


def renglones(*carpetas: str) -> list[tuple[str, str]]:
    """The room of each line that knows the transport, and where it is."""
    hallados = []
    for ruta in sorted(r for c in carpetas for r in (RAIZ / c).rglob("*") if r.suffix in (".py", ".sql")):
        nombre = ruta.relative_to(RAIZ).as_posix()
        for n, renglon in enumerate(ruta.read_text(encoding="utf-8").splitlines(), 1):
            if PALABRAS.search(renglon):
                hallados.append(("/".join(nombre.split("/")[:2]), f"{nombre}:{n}: {renglon.strip()}"))
    return hallados


def test_el_transporte_entre_nodo_y_centro_se_sabe_en_tres_cuartos() -> None:
    hallados = renglones("prep", "catd", "ccv", "central", "simulacro")
    fuera = [donde for cuarto, donde in hallados if cuarto not in CUARTOS]
    assert not fuera, "\n" + "\n".join(fuera)
    assert {cuarto for cuarto, _ in hallados} == CUARTOS, "un cuarto que ya no lo sabe sale de la lista"


def test_de_las_mediciones_solo_lo_sabe_la_que_mide_la_replica() -> None:
    hallados = renglones("bench")
    assert {cuarto for cuarto, _ in hallados} == MEDIDAS, "\n" + "\n".join(donde for _, donde in hallados)


def test_nadie_de_fuera_importa_lo_que_sabe_por_donde_viaja_un_hecho() -> None:
    dentro = re.compile(r"central\.sitios(\.| import .*)\b(suscripciones|ranuras)\b")
    fuera = [
        f"{ruta.relative_to(RAIZ)}: {renglon}"
        for carpeta in ("central", "simulacro", "bench")
        for ruta in (RAIZ / carpeta).rglob("*.py")
        if "central/sitios" not in ruta.as_posix()
        for renglon in ruta.read_text(encoding="utf-8").splitlines()
        if dentro.search(renglon)
    ]
    assert not fuera, "\n" + "\n".join(fuera)
