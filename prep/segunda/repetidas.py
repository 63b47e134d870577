"""What comes twice: an image, or all the votes of an acta, that another acta of the night has too."""

from dataclasses import dataclass, field

from prep.domain.hechos.indicio import Sospecha
from prep.segunda.vista import Mirada, Vista

VOTOS_MIN = 30  # votes under which two casillas may well have the same figures


@dataclass(slots=True)
class IgualesQueOtra:
    """Which actas have each image and each whole set of votes."""

    _de: dict[str, list[str]] = field(default_factory=dict)
    _suyas: dict[str, tuple[list[str], float]] = field(default_factory=dict)

    def recibir(self, vista: Vista) -> None:
        self.retirar(vista.acta.clave)
        votos = vista.valores[vista.forma.rango_votos]
        total = sum(v for v in votos if isinstance(v, int))
        marcas = [f"imagen {vista.imagen}"] if vista.imagen else []
        if total >= VOTOS_MIN and len(votos) > 3:
            marcas.append(f"votos {vista.acta.eleccion} {vista.forma.votos} {votos}")
        self._suyas[vista.acta.clave] = marcas, float(total)
        for marca in marcas:
            self._de.setdefault(marca, []).append(vista.acta.clave)

    def retirar(self, clave: str) -> None:
        marcas, _ = self._suyas.pop(clave, ([], 0.0))
        for marca in marcas:
            self._de[marca].remove(clave)

    def mirada(self, clave: str) -> Mirada | None:
        marcas, total = self._suyas.get(clave, ([], 0.0))
        for marca in marcas:
            otra = next((o for o in self._de[marca] if o != clave), None)
            if otra is not None:
                que = "imagen es la misma" if marca.startswith("imagen") else "votación es la misma, cifra por cifra,"
                return Mirada(
                    clave,
                    Sospecha.REPETIDA,
                    0.5,
                    total / 2,
                    (),
                    f"Su {que} que la de {otra}",
                    seguridad="alta",
                    otra=otra,
                )
        return None

    def miradas(self) -> list[Mirada]:
        claves = sorted({c for suyas in self._de.values() if len(suyas) > 1 for c in suyas})
        return [m for m in map(self.mirada, claves) if m is not None]
