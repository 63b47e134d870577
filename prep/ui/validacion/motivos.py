"""Why the desk decides as it does: the usual reasons of each decision; one's own words are written instead."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication as Q

from prep.domain.hechos.hechos import AccionDeMesa, MotivoSinActa

CONTEXTO = "Motivos"


@dataclass(frozen=True, slots=True)
class Motivos:
    """What is asked, and the usual answers, the commonest first. `otra`: one's own words may be written."""

    titulo: str
    texto: str
    opciones: tuple[str, ...]
    otra: bool = True


def de_fuera() -> Motivos:
    """Of an acta of no approved casilla."""
    return Motivos(
        Q.translate(CONTEXTO, "Fuera de catálogo"),
        Q.translate(CONTEXTO, "Queda fuera de catálogo y no entra en ninguna suma. ¿Por qué?"),
        (
            Q.translate(CONTEXTO, "La casilla escrita no está aprobada."),
            Q.translate(CONTEXTO, "La sección escrita no existe."),
        ),
    )


def de_dos() -> Motivos:
    """Of figures that only who decides says."""
    suyos = de(AccionDeMesa.ACEPTA)
    texto = Q.translate(
        CONTEXTO,
        "Alguna cifra no la capturó nadie, o nadie leyó que sea esta acta: queda propuesta y otra persona la acepta."
        " ¿Por qué?",
    )
    return replace(suyos, titulo=Q.translate(CONTEXTO, "Proponer las cifras"), texto=texto)


def de(accion: AccionDeMesa) -> Motivos:
    match accion:
        case AccionDeMesa.ACEPTA:
            return Motivos(
                Q.translate(CONTEXTO, "Aceptar las cifras"),
                Q.translate(CONTEXTO, "¿Por qué quedan estas cifras?"),
                (
                    Q.translate(CONTEXTO, "Así se lee en la imagen."),
                    Q.translate(CONTEXTO, "La letra lo aclara."),
                    Q.translate(CONTEXTO, "Está corregido en el acta."),
                    Q.translate(CONTEXTO, "No se lee ni en letra ni en número."),
                    Q.translate(CONTEXTO, "El acta está en blanco en ese campo."),
                ),
            )
        case AccionDeMesa.RECAPTURA:
            return Motivos(
                Q.translate(CONTEXTO, "Recapturar"),
                Q.translate(CONTEXTO, "Otras dos personas la capturan desde la misma imagen. ¿Por qué?"),
                (
                    Q.translate(CONTEXTO, "Ninguna captura corresponde a la imagen."),
                    Q.translate(CONTEXTO, "Se corrieron los renglones."),
                    Q.translate(CONTEXTO, "Hay demasiadas diferencias."),
                ),
            )
        case AccionDeMesa.REDIGITALIZA:
            return Motivos(
                Q.translate(CONTEXTO, "Redigitalizar"),
                Q.translate(CONTEXTO, "Esta imagen deja de usarse y se espera otra. ¿Por qué?"),
                (
                    Q.translate(CONTEXTO, "Está borrosa."),
                    Q.translate(CONTEXTO, "Está oscura."),
                    Q.translate(CONTEXTO, "Le falta una parte."),
                    Q.translate(CONTEXTO, "No es la página de los resultados."),
                    Q.translate(CONTEXTO, "Es de otra elección: llevaba la etiqueta equivocada."),
                    Q.translate(CONTEXTO, "Es un acta federal, no la de esta elección."),
                ),
            )
        case AccionDeMesa.IDENTIFICA:
            return Motivos(
                Q.translate(CONTEXTO, "Es otra acta"),
                Q.translate(CONTEXTO, "El acta que se esperaba queda como no recibida. ¿Por qué es otra?"),
                (
                    Q.translate(CONTEXTO, "La casilla escrita es otra."),
                    Q.translate(CONTEXTO, "Llevaba la etiqueta de otra acta."),
                ),
            )
        case AccionDeMesa.SIN_ACTA:  # the lawful reasons are published as they are
            return Motivos(
                Q.translate(CONTEXTO, "Sin acta"),
                Q.translate(CONTEXTO, "Elija la causa. Se anula si después llega el acta."),
                tuple(MotivoSinActa),
                otra=False,
            )
