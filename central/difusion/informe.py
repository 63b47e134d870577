"""How the publisher goes, from what it left written: also when it is not running."""

from dataclasses import asdict, dataclass
from typing import Any

from central.difusion.pedidos import Pedidos
from central.difusion.puntualidad import Puntualidad


@dataclass(frozen=True, slots=True)
class InformeDePublicacion:
    """`destinos`: name, kind, last cut, when, tries and what fails of each. `cortes`: None while that is not known."""

    en_marcha: bool
    corte: int | None
    proximo: str | None
    pausa: dict[str, str] | None
    dicho: str
    destinos: list[dict[str, Any]]
    cortes: Puntualidad | None = None

    @property
    def sano(self) -> bool:
        atras = [d for d in self.destinos if d["falla"] or d["corte"] != self.corte]
        return self.en_marcha and not atras and self.pausa is None

    def documento(self) -> dict[str, Any]:
        return {**asdict(self), "cortes": self.cortes.documento() if self.cortes else None, "sano": self.sano}


def informe(pedidos: Pedidos, cortes: Puntualidad | None = None) -> InformeDePublicacion:
    """What stands in the publisher's folder, with how the turns went."""
    estado, pausa = pedidos.leer("estado.json"), pedidos.pausa()
    nombres = sorted((pedidos.carpeta / "destinos").glob("*.json"))
    destinos = [d for ruta in nombres if (d := pedidos.leer(f"destinos/{ruta.name}"))]
    return InformeDePublicacion(
        pedidos.en_marcha(),
        estado.get("corte"),
        estado.get("proximo"),
        {"desde": pausa.desde, "razon": pausa.razon} if pausa else None,
        str(estado.get("dicho", "")),
        destinos,
        cortes,
    )
