"""The closing question of a form, asked alike where figures are captured and where they are decided (R-16)."""

from collections.abc import Callable, Sequence

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.campos import Valor
from prep.domain.reglas.cierre import al_cierre
from prep.services.captura.trabajo import Trabajo
from prep.ui.cierre import ASI, PreguntaDeCierre, RenglonDudoso
from prep.ui.dialogos import Dialogos
from prep.ui.rotulos import rotulo
from prep.ui.visor import Visor


def preguntar(
    dialogos: Dialogos, trabajo: Trabajo, catalogo: Catalogo, valores: Sequence[Valor], visor: Visor,
    guarda: Callable[[], object], vuelve: Callable[[int], object],
) -> None:  # fmt: skip
    """`guarda` when nothing is to be asked, or it was answered so; `vuelve(n)`: to field n of the form."""
    forma = trabajo.forma
    cierre = al_cierre(trabajo.acta, forma, tuple(valores), catalogo.ajustes)
    if cierre is None:
        guarda()
        return
    dudosos, eleccion = cierre.dudosos, catalogo.eleccion(trabajo.acta.eleccion)
    renglones = [
        RenglonDudoso(rotulo(forma.campos[n], eleccion), valores[n], visor.renglon(forma.campos[n])) for n in dudosos
    ]

    def responder(cual: int) -> None:
        if cual == ASI:
            guarda()
        else:
            vuelve(dudosos[cual])

    dialogos.cerrar(PreguntaDeCierre(cierre.razones, tuple(renglones)), responder)
