"""The facts of one acta of a quiet night: received, scanned, captured twice; one in twenty needs a third captura."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import Acopio, Captura, Cuerpo, Fuente, Hecho, Imagen

UNA_DE = 20


def cuerpos(n: int, acta: Acta, valores: Sequence[Valor], documento: str, huella: str) -> list[Cuerpo]:
    """What is said of acta number `n`, in order of arrival; in every twentieth the second captura has a slip."""
    leidas = [tuple(valores), tuple(valores)]
    if n % UNA_DE == 0:
        primero = valores[0] if isinstance(valores[0], int) else 0
        leidas.insert(1, (primero + 1, *valores[1:]))
    capturas = [Captura(1, huella, v, documento, acta.clave) for v in leidas]
    return [Acopio(acta.centro, "D"), Imagen(huella, "ESCANER", acta.centro), *capturas]


def hechos(proceso: str, acta: Acta, dichos: Sequence[Cuerpo], inicio: datetime, n: int) -> list[Hecho]:
    """The facts that `dichos` make, a minute apart from `inicio`, unsigned; `n` makes their ids differ."""
    return [
        Hecho(
            id=UUID(int=n * 16 + sec),
            proceso=proceso,
            acta=acta.clave,
            fuente=Fuente.CATD,
            operador=f"op-{acta.centro}-{sec}",
            estacion=f"est-{acta.centro}-{sec}",
            momento=inicio + timedelta(minutes=sec),
            cuerpo=cuerpo,
            desfase_ms=350,
            nodo="CENTRO",
            sec=sec,
            toma="dada" if isinstance(cuerpo, Captura) else "",
        )
        for sec, cuerpo in enumerate(dichos, start=1)
    ]
