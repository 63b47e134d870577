"""Digitalización: an acta's image at a CATD after its acopio; a phone's is the centre's to take in (R-09)."""

from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import Acopio, Fuente, Imagen, Tipo
from prep.services.acopio.llegadas import Acopios
from prep.services.estacion.entradas import huella_de_imagen
from prep.services.estacion.errores import ACUERDO, AcopioPorSaber, LugarIndebido
from prep.services.estacion.estacion import CasoDeUso, Estacion, Recibo
from prep.services.estacion.sesion import Sesion, accion
from prep.services.nodo.tipos import NodoAusente
from prep.store.spool.tipos import ImagenNueva


class Digitalizar(CasoDeUso):
    """Goes on without the node (R-33)."""

    def __init__(self, estacion: Estacion, sesion: Sesion, acopios: Acopios | None = None) -> None:
        """`acopios`: what the node last told of the other stations' receptions, for when it is gone."""
        super().__init__(estacion, sesion)
        self._acopios = acopios

    @accion("digitalizacion.digitalizar")
    def digitalizar(self, clave: str, contenido: bytes) -> Recibo:
        """Keep the scanned image of acta `clave`. Raises NoProcede or ErrorDeSpool.

        Refused unless this CATD has its acopio, in this station or at the node (R-09); AcopioPorSaber without node.
        """
        acta, huella = self._estacion.acta(clave), huella_de_imagen(contenido)
        if not self._acopiada_aqui(acta):
            raise LugarIndebido(
                f"El sobre de esta acta no se ha recibido en el CATD {self._estacion.sitio} ({ACUERDO}). "
                "Registre primero la recepción: después la página se acepta sola."
            )
        cuerpo = Imagen(huella, "ESCANER", self._estacion.sitio)
        return self._hacer(clave, Fuente.CATD, cuerpo, ImagenNueva(huella, clave, contenido))

    def _acopiada_aqui(self, acta: Acta) -> bool:
        sitio = self._estacion.sitio
        for hecho in self._estacion.spool.de_acta(acta.clave, Tipo.ACOPIO):
            if isinstance(hecho.cuerpo, Acopio) and hecho.cuerpo.sitio == sitio:
                return True
        if acta.centro != sitio:
            return False
        # Received at another station of the same CATD; the paper of an acta has one centre.
        if self._acopios is not None and self._acopios.estado(acta.clave).acopio is not None:
            return True
        try:
            return bool(self._estacion.nodo.consultar_acta(acta.clave).get("acopio"))
        except NodoAusente as ausente:
            raise AcopioPorSaber(
                f"Sin nodo no se sabe si el sobre del acta «{acta.clave}» se recibió en {sitio} ({ACUERDO}). "
                "Su página queda guardada y se registra sola cuando vuelva el nodo."
            ) from ausente
