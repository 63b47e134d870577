"""A station whose deliveries all come twice, as when an answer is lost: for a drill."""

from prep.services.nodo.cliente import NodoCliente
from prep.store.hechos import HechoFirmado
from prep.store.spool.tipos import ImagenNueva

REPETIDA = "ya estaba"


class DosVeces(NodoCliente):
    """The second time changes nothing at the node, and it says so; else it raises RuntimeError."""

    def entregar(self, firmado: HechoFirmado) -> str:
        primera, segunda = super().entregar(firmado), super().entregar(firmado)
        if segunda != (REPETIDA if primera == "nuevo" else primera):
            raise RuntimeError(f"El hecho {firmado.hecho.id} entregado dos veces: «{primera}» y «{segunda}».")
        return primera

    def entregar_imagen(self, imagen: ImagenNueva) -> str:
        super().entregar_imagen(imagen)
        return super().entregar_imagen(imagen)
