"""What the second look found of the errors on which both captures agreed, and what it cost (docs/segunda-mirada.md)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, text

from central.segunda.cuenta import CuentaDeMiradas, contar, de_la_noche, ofrecidas
from prep.store.conexion import cruda
from simulacro.guion.acordados import ErrorAcordado

AL_DIA = "SELECT coalesce((SELECT min(corte) FROM prep.miradas), 0) >= (SELECT max(numero) FROM prep.corte)"


@dataclass(frozen=True, slots=True)
class HalladosDeTipo:
    """Of a kind of agreed error: actas and wrong votes planted, those that were mended, and actas still wrong."""

    tipo: str
    plantadas: int
    votos: int
    halladas: int
    votos_hallados: int
    siguen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JuicioDeMiradas:
    """`miradas`: by kind of suspicion, as `prep miradas` tells it; `tipos`: by kind of planted error."""

    tipos: tuple[HalladosDeTipo, ...]
    miradas: tuple[CuentaDeMiradas, ...]

    @property
    def vistas(self) -> int:
        return sum(c.vistas for c in self.miradas)


def falta_mirar(motor: Engine) -> bool:
    """Whether the last cut has no list yet, or some of it was not opened."""
    with motor.connect() as conn:
        return not conn.execute(text(AL_DIA)).scalar_one() or bool(ofrecidas(cruda(conn)))


def juzgar_miradas(
    motor: Engine, acordados: Mapping[str, ErrorAcordado], distintas: Collection[str]
) -> JuicioDeMiradas | None:
    """After the last cut, whose rows unlike their paper are `distintas`; None in a night without such errors."""
    if not acordados:
        return None
    with motor.connect() as conn:
        noche = de_la_noche(cruda(conn))
    abiertas, cuentas = {v.acta for v in noche.vistas}, tuple(contar(noche))
    tipos = []
    for tipo in dict.fromkeys(e.tipo for e in acordados.values()):
        suyos = {clave: e for clave, e in acordados.items() if e.tipo == tipo}
        hallados = [e for clave, e in suyos.items() if clave in abiertas and clave not in distintas]
        tipos.append(
            HalladosDeTipo(
                tipo, len(suyos), sum(e.votos for e in suyos.values()),
                len(hallados), sum(e.votos for e in hallados),
                tuple(sorted(suyos.keys() & set(distintas))),
            )
        )  # fmt: skip
    return JuicioDeMiradas(tuple(tipos), cuentas)
