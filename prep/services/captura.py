"""Captura: one blind keying of a whole acta (R-04); begun with the node, finished with or without it."""

from collections.abc import Sequence

from prep.domain.hechos import Captura as HechoCaptura
from prep.services.errores import NoProcede
from prep.services.estacion import Recibo
from prep.services.nodo_tipos import TrabajoTomado
from prep.services.sesion import accion
from prep.services.trabajo import ConTrabajo, Trabajo
from prep.services.validaciones import documento_de, identificacion_de, valores_de

INTENTOS = 3


class Captura(ConTrabajo):
    """Never shows what anybody captured, not even this operator a moment ago (decision 5)."""

    _OFICIO = "captura"

    @accion("captura.tomar")
    def tomar(self) -> Trabajo | None:
        """The oldest work that this operator may capture here, or None. Raises SinNodo or NoProcede."""
        for _ in range(INTENTOS):
            self._entregar_todo()
            toma = self._pedir(lambda: self._estacion.nodo.reclamar_captura(self.sesion.operador))
            if toma is None:
                return None
            if not self._capturada_aqui(toma):
                return self._preparar(toma)
            self._soltar(toma)
            self._estacion.entrega.repetir()  # a node that lost it: all goes up again
        raise NoProcede("El nodo ofrece un acta que ya se capturó en esta estación (R-04). Avise a la coordinación.")

    @accion("captura.terminar")
    def terminar(self, trabajo: Trabajo, valores: Sequence[object], documento: str, identificacion: str) -> Recibo:
        """Sign and keep the captura. `valores` in the order of the form; `identificacion` the key as read.

        Without node it is kept and delivered later. Raises DatoInvalido or ErrorDeSpool: nothing was saved then.
        """
        toma = trabajo.toma
        cuerpo = HechoCaptura(
            ronda=toma.ronda,
            imagen=toma.imagen,
            valores=valores_de(valores, trabajo.forma),
            documento=documento_de(documento, trabajo.acta, self._estacion.catalogo),
            identificacion=identificacion_de(identificacion),
        )
        if self._capturada_aqui(toma):
            raise NoProcede("Esta captura ya se guardó en esta estación. Pida otro trabajo.")
        return self._hacer(toma.acta, toma.fuente, cuerpo)

    @accion("captura.renovar")
    def renovar(self, trabajo: Trabajo) -> bool:
        """The heartbeat, well inside `vigencia_trabajo_s`. False: somebody else may have it now."""
        return self._latido(trabajo)

    @accion("captura.devolver")
    def devolver(self, trabajo: Trabajo) -> bool:
        """Leave it for somebody else."""
        return self._soltar(trabajo.toma)

    def _capturada_aqui(self, toma: TrabajoTomado) -> bool:
        return bool(self._estacion.spool.capturada(toma.acta, toma.fuente, toma.ronda))
