"""A known night in the profile: how its actas came in."""

from typing import Annotated, ClassVar

from pydantic import Field

from central.catalogo.territorios_toml import Hallados
from prep.ajeno.modelo import Ajeno, Entre, Lista, Texto
from prep.domain.catalogo.curvas import ENTERO

DIAS_3 = 72 * 60


class CurvaToml(Ajeno):
    """One of `[[curvas]]`."""

    QUE: ClassVar[str] = (
        "Cómo llegaron las actas de otra noche, con la que se compara ésta y de la que sale su pronóstico."
    )

    nombre: Texto = Field(description="como se dice en la sala: `INE 2018`, `Simulacro 2`")
    minutos: Annotated[Lista[Annotated[int, Entre(0, DIAS_3)]], Field(min_length=2, max_length=500)] = Field(
        description="los minutos desde la apertura, cada uno mayor que el anterior y el primero 0"
    )
    por_mil: Annotated[Lista[Annotated[int, Entre(0, ENTERO)]], Field(min_length=2, max_length=500)] = Field(
        description="de cada mil actas que llegaron, cuántas había en ese minuto: de 0 a 1000 y sin bajar nunca"
    )

    def revisar(self) -> Hallados:
        if len(self.minutos) != len(self.por_mil):
            yield ("por_mil",), f"lleva {len(self.por_mil)} y «minutos» {len(self.minutos)}: es uno por cada uno"
            return
        if self.minutos[0] or any(b <= a for a, b in zip(self.minutos, self.minutos[1:], strict=False)):
            yield ("minutos",), "empieza en 0 y cada uno es mayor que el anterior"
        if self.por_mil[0] or self.por_mil[-1] != ENTERO or list(self.por_mil) != sorted(self.por_mil):
            yield ("por_mil",), f"empieza en 0, no baja y termina en {ENTERO}"

    @property
    def puntos(self) -> list[tuple[int, int]]:
        return list(zip(self.minutos, self.por_mil, strict=True))
