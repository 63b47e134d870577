"""Every alarm's code, and every code of an acta's incident, has its words in the one table; and no other (R-34)."""

import re
from collections.abc import Iterator
from pathlib import Path

from central.arbitro import avisos, centinela, detenidas
from central.casilla import apartada
from central.corte import registro
from central.corte.revision import MotivoDeRevision
from central.mando import liberar, ordenes
from prep.domain.reglas.apertura import LIBERADA
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.reglas.tabla import POR_CODIGO

RAIZ = Path(__file__).resolve().parents[2]
# What inserts an alarm names its code there, or makes it of a result, or takes it of a parameter.
INSERTA = re.compile(
    r"prep\.alarma (?:AS a )?\(codigo, acta, texto(?:, causa|, atendida)?\)[\s\"\']*(?:VALUES \(|SELECT)\s*"
    r"(?P<codigo>\'[A-Z_]+\'[^,]*|[:%]?[\w()]+)"
)
PIDE = re.compile(r"prep\.alarmar\(%s, ")  # by these alone
PIDEN = {
    "centinela.py": {centinela.NEGADA, centinela.DOBLE},
    "avisos.py": {CodigoHallazgo(codigo).name for codigo in avisos.DICE},
}
LLAMA = re.compile(r"(?:prep\.alarmar\(|avisar\(\w+, )(?P<codigo>\'[A-Z_]+\'[^,]*|\"[A-Z_]+\")")
COMPUESTOS = {
    "'REPLICA_' || upper(p_resultado)": {"REPLICA_AJENO", "REPLICA_CONFLICTO", "REPLICA_FUERA"},
    "p_codigo": set(),  # prep.alarmar, and what the árbitro calls by it
    "%(codigo)s": {detenidas.CODIGO},
    ":codigo": {
        registro.ALARMA_RETENIDO,
        registro.ALARMA_REVISION,
        registro.ALARMA_AJENA,
        registro.ALARMA_CARPETA,
        *apartada.CODIGOS,
    },
}


def de_alarmas() -> Iterator[str]:
    for carpeta, tipo in (("central", "*.py"), ("prep", "*.py"), ("prep", "*.sql")):
        for ruta in (RAIZ / carpeta).rglob(tipo):
            texto = ruta.read_text(encoding="utf-8")
            hallados = list(INSERTA.finditer(texto))
            assert len(hallados) == texto.count("INSERT INTO prep.alarma"), ruta
            if PIDE.search(texto):
                yield from PIDEN[ruta.name]
            for hallado in (*hallados, *LLAMA.finditer(texto)):
                codigo = hallado["codigo"].strip()
                yield from COMPUESTOS.get(codigo, {codigo.strip("'\"")})


def test_cada_alarma_y_cada_incidente_de_un_acta_tiene_palabras_y_no_las_hay_de_mas() -> None:
    de_incidentes = {*map(str, MotivoDeRevision), liberar.CODIGO, ordenes.CODIGO, LIBERADA}
    assert {*de_alarmas(), *de_incidentes, *map(str, CodigoHallazgo)} == set(POR_CODIGO)
