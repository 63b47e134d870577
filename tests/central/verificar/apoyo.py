"""What the verifier's tests share: verifying bytes, and finding a finding."""

import io
import os
from pathlib import Path

from central.verificar.flujo import Medido
from central.verificar.modelo import ArchivoVerificado, HallazgoDeArchivo
from central.verificar.revision.limite import Limites
from central.verificar.verificador import verificar_flujo

COMPARTIDO = Path(os.environ.get("PREP_SHARED", Path(__file__).resolve().parents[3] / ".." / "shared")).resolve()
PUEBLA = COMPARTIDO / "data" / "puebla-2024" / "PREP_PUE_GUB_2024.csv"
PROTOTIPO = COMPARTIDO / "data" / "cdmx-2024" / "prototipo_20240602_2000_PREP_CDMX.zip"


def verificar_bytes(crudo: bytes, limites: Limites | None = None) -> ArchivoVerificado:
    return verificar_flujo(Medido(io.BytesIO(crudo)), "prueba.csv", limites or Limites())


def hallazgo(resultado: ArchivoVerificado, comienzo: str) -> HallazgoDeArchivo | None:
    """The finding whose description begins so."""
    return next((h for h in resultado.hallazgos if h.descripcion.startswith(comienzo)), None)
