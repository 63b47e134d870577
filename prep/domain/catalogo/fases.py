"""The phases of a proceso: which one may follow which (P-11)."""

from collections.abc import Sequence

from prep.domain.hechos.hechos import NombreFase

ORDEN_FASES: tuple[NombreFase, ...] = (
    NombreFase.CEROS,
    NombreFase.ABRIR,
    NombreFase.PUBLICAR,
    NombreFase.ULTIMO,
    NombreFase.CERRAR,
)


class FaseFueraDeOrden(ValueError):
    """A phase that cannot be entered now; the message says why and which one follows, in Spanish."""


def siguiente(fases: Sequence[NombreFase], pedida: NombreFase) -> None:
    """Does nothing when `pedida` may follow `fases` (the ones entered so far); else raises FaseFueraDeOrden."""
    if pedida in fases:
        raise FaseFueraDeOrden(f"la fase «{pedida}» ya se declaró en este proceso; cada fase se declara una sola vez")
    esperada = ORDEN_FASES[len(fases)]
    if pedida is esperada:
        return
    actual = f"la fase actual es «{fases[-1]}»" if fases else "el proceso no ha comenzado"
    raise FaseFueraDeOrden(f"no se puede pasar a «{pedida}»: {actual} y sigue «{esperada}»")
