"""Captura: one blind keying of a whole acta (R-04); begun with the node, finished with or without it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from prep.domain.hechos.hechos import Captura, Devolucion
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.reglas.auxilio import PIDA
from prep.services.captura.anticipo import Anticipo
from prep.services.captura.espera import SinTrabajo, espera_de
from prep.services.captura.trabajo import ConTrabajo, Trabajo
from prep.services.estacion.entradas import CLAVE_MAX, documento_de, identificacion_de, parciales_de, valores_de
from prep.services.estacion.errores import DatoInvalido, NoProcede
from prep.services.estacion.estacion import Estacion, Recibo
from prep.services.estacion.mi_noche import mi_noche
from prep.services.estacion.sesion import Sesion, accion
from prep.services.nodo.tipos import NodoAusente, NodoRechaza, TrabajoTomado
from prep.store.spool.tipos import Borrador

INTENTOS = 3


class Capturar(ConTrabajo):
    """Never shows what anybody captured, not even this operator a moment ago (P-5)."""

    _OFICIO = "captura"

    def __init__(self, estacion: Estacion, sesion: Sesion) -> None:
        super().__init__(estacion, sesion)
        self._anticipo = Anticipo()

    @accion("captura.tomar")
    def tomar(self) -> Trabajo | None:
        """The work that this operator left half done here, or the oldest that they may capture, or None.

        Raises SinNodo, NoProcede or ErrorDeSpool.
        """
        return self._tomar(lambda: self._estacion.nodo.reclamar_captura(self.sesion.operador))

    @accion("captura.tomar_acta")
    def tomar_acta(self, dicha: str) -> Trabajo | None:
        """The work of the acta in hand, read or written (R-03); None when there is none for this operator here.

        Raises as `tomar`, and NoProcede when another acta is half done.
        """
        acta = self._estacion.acta_dicha(dicha)
        trabajo = self._tomar(lambda: self._estacion.nodo.reclamar_acta(self.sesion.operador, acta.clave))
        if trabajo is not None and trabajo.acta.clave != acta.clave:
            raise NoProcede(
                f"Tiene a medias el acta «{trabajo.acta.clave}». Termínela o devuélvala antes de abrir otra."
            )
        return trabajo

    @accion("captura.anticipar")
    def anticipar(self) -> tuple[str, bytes] | None:
        """Fetch one more image that will probably be needed: its hash and bytes; None when there is none, or no node.

        To be called while the operator keys; `tomar` then does not wait for it. Never an error: it can be done without.
        """
        try:
            tengo = self._anticipo.huellas()
            imagen = self._preguntar(lambda: self._estacion.nodo.anticipar(self.sesion.operador, tengo))
        except (NodoAusente, NodoRechaza):
            return None
        return imagen if imagen is not None and self._anticipo.poner(*imagen) else None

    @accion("captura.esperar")
    def esperar(self) -> SinTrabajo:
        """Why there is nothing for them, and what they have done; without node, only that. Raises ErrorDeSpool."""
        try:
            donde = self._preguntar(lambda: self._estacion.nodo.en_espera(self.sesion.operador))
        except (NodoAusente, NodoRechaza):
            donde = None
        hechas = mi_noche(self._estacion.spool, self._estacion.catalogo, self.sesion.operador, datetime.now(UTC))
        return espera_de(donde, hechas, self.sesion.roles)

    def _tomar(self, reclamar: Callable[[], TrabajoTomado | None]) -> Trabajo | None:
        for _ in range(INTENTOS):
            self._entregar_todo()
            toma = self._pedir(reclamar)
            if toma is None:
                return None
            if not self._capturada_aqui(toma):
                return self._seguir(self._preparar(toma))
            self._soltar(toma)
            self._estacion.entrega.repetir()  # a node that lost it: all goes up again
        raise NoProcede(f"El nodo ofrece un acta que ya se capturó en esta estación. {PIDA}")

    @accion("captura.terminar")
    def terminar(self, trabajo: Trabajo, valores: Sequence[object], documento: str, identificacion: str) -> Recibo:
        """Sign and keep the captura. `valores` in the order of the form; `identificacion` the key as read.

        Without node it is kept and delivered later. Raises DatoInvalido or ErrorDeSpool: nothing was saved then.
        """
        toma = trabajo.toma
        cuerpo = Captura(
            ronda=toma.ronda,
            imagen=toma.imagen,
            valores=valores_de(valores, trabajo.forma),
            documento=documento_de(documento, trabajo.acta, self._estacion.catalogo),
            identificacion=identificacion_de(identificacion),
        )
        if self._capturada_aqui(toma):
            raise NoProcede("Esta captura ya se guardó en esta estación. Pida otro trabajo.")
        return self._hacer(toma.acta, toma.fuente, cuerpo)

    @accion("captura.guardar_borrador")
    def guardar_borrador(
        self, trabajo: Trabajo, valores: Sequence[object], campo: int, documento: str = "", identificacion: str = ""
    ) -> None:
        """Keep what is keyed so far, on disk when it returns: after an interruption one goes on at field `campo`.

        `valores` in the order of the form, None where nothing is finished yet. Raises DatoInvalido or ErrorDeSpool.
        """
        toma, forma = trabajo.toma, trabajo.forma
        if not 0 <= campo <= len(forma.campos) or len(documento) + len(identificacion) > CLAVE_MAX * 2:
            raise DatoInvalido(f"El borrador no es de esta acta. Devuelva el acta con F11. {PIDA}")
        hechos = parciales_de(valores, forma)
        de_quien = (self.sesion.operador, toma.acta, toma.fuente, toma.ronda)
        self._estacion.spool.guardar_borrador(Borrador(*de_quien, hechos, campo, documento, identificacion))

    @accion("captura.renovar")
    def renovar(self, trabajo: Trabajo) -> bool:
        """The heartbeat, well inside `vigencia_trabajo_s`. False: somebody else may have it now."""
        return self._latido(trabajo)

    @accion("captura.devolver_por")
    def devolver_por(self, trabajo: Trabajo, razon: RazonDeDevolucion) -> Recibo:
        """Hand it back with why: to the desk, or to somebody else. Never again is it this person's (R-04).

        What was keyed of it is erased. Without node it is kept and delivered later. Raises ErrorDeSpool.
        """
        toma = trabajo.toma
        recibo = self._hacer(toma.acta, toma.fuente, Devolucion(toma.ronda, toma.imagen, razon))
        self._estacion.spool.recoger_borrador(self.sesion.operador, None)
        return recibo

    @accion("captura.devolver")
    def devolver(self, trabajo: Trabajo) -> bool:
        """Leave it as it was, for whoever asks first; what was keyed of it is erased."""
        self._estacion.spool.recoger_borrador(self.sesion.operador, None)
        return self._soltar(trabajo.toma)

    def _imagen(self, huella: str) -> bytes:
        return self._anticipo.sacar(huella) or super()._imagen(huella)

    def _seguir(self, trabajo: Trabajo) -> Trabajo:
        """The work with what its operator had keyed of it. No other draft of theirs outlives this: the node decides."""
        toma = trabajo.toma
        obra = (toma.acta, toma.fuente, toma.ronda)
        borrador = self._estacion.spool.recoger_borrador(self.sesion.operador, obra)
        if borrador is None or len(borrador.valores) != len(trabajo.forma.campos):  # another catalogue since
            return trabajo
        return replace(trabajo, borrador=borrador)

    def _capturada_aqui(self, toma: TrabajoTomado) -> bool:
        return bool(self._estacion.spool.capturada(toma.acta, toma.fuente, toma.ronda))
