"""Why the desk decides as it does: the usual reasons of each decision; one's own words are written instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from prep.domain.hechos import Accion, MotivoSinActa

CONTEXTO = "Motivos"


@dataclass(frozen=True, slots=True)
class Motivos:
    """What is asked, and the usual answers, the commonest first. `otra`: one's own words may be written."""

    titulo: str
    texto: str
    opciones: tuple[str, ...]
    otra: bool = True


FUERA = Motivos(
    "Fuera de catálogo",
    "Queda fuera de catálogo y no entra en ninguna suma (R-16). ¿Por qué?",
    ("La casilla escrita no está aprobada.", "La sección escrita no existe."),
)
MOTIVOS: Mapping[Accion, Motivos] = {
    Accion.ACEPTA: Motivos(
        "Aceptar las cifras",
        "¿Por qué quedan estas cifras?",
        (
            "Así se lee en la imagen.",
            "La letra lo aclara (R-13).",
            "Está corregido en el acta.",
            "No se lee ni en letra ni en número.",
            "El acta está en blanco en ese campo.",
        ),
    ),
    Accion.RECAPTURA: Motivos(
        "Recapturar",
        "Otras dos personas la capturan desde la misma imagen. ¿Por qué?",
        ("Ninguna captura corresponde a la imagen.", "Se corrieron los renglones.", "Hay demasiadas diferencias."),
    ),
    Accion.REDIGITALIZA: Motivos(
        "Redigitalizar",
        "Esta imagen deja de usarse y se espera otra. ¿Por qué?",
        ("Está borrosa.", "Está oscura.", "Le falta una parte.", "No es la página de los resultados."),
    ),
    Accion.IDENTIFICA: Motivos(
        "Es otra acta",
        "El acta que se esperaba queda como no recibida. ¿Por qué es otra?",
        ("La casilla escrita es otra.", "Llevaba la etiqueta de otra acta."),
    ),
    Accion.SIN_ACTA: Motivos(
        "Sin acta", "Elija la causa. Se anula si después llega el acta (R-35).", tuple(MotivoSinActa), otra=False
    ),
}  # fmt: skip


def traducido(texto: str) -> str:
    """The lawful reasons are not translated: they are published as they are (R-16)."""
    return QCoreApplication.translate(CONTEXTO, texto)
