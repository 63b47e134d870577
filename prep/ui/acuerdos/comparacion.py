"""What is proposed, beside what it changes: field by field and on its image; to end a cotejo, on both (R-07, P-10)."""

from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from prep.domain.catalogo.catalogo import Acta
from prep.services.captura.acuerdos import cambios
from prep.services.nodo.tipos import PropuestaVista
from prep.ui.acuerdos.disposicion import DisposicionAcuerdos
from prep.ui.acuerdos.obra import LadoLeido, ObraAcuerdos
from prep.ui.acuerdos.palabras import es_cotejo, que
from prep.ui.pantalla import ContextoDePantalla
from prep.ui.rotulos import escrito, rotulo, via
from prep.ui.visor import HojaEnVisor


class ComparacionDePropuesta(QObject):
    """Of the proposal that is chosen; A is what stands, B the other source, whose figures are told once verified."""

    def __init__(
        self, contexto: ContextoDePantalla, obra: ObraAcuerdos, piezas: DisposicionAcuerdos, padre: QObject
    ) -> None:
        super().__init__(padre)
        self._estacion, self._obra, self._piezas = contexto.estacion, obra, piezas
        self._zona = ZoneInfo(contexto.estacion.catalogo.ajustes.zona)
        self._vista: PropuestaVista | None = None
        for senal, ranura in (
            (obra.imagen.abierta, self._hoja), (obra.imagen.danada, self._no_se_ve),
            (obra.otra.abierta, self._otra), (obra.otra.danada, self._no_se_ve_otra),
        ):  # fmt: skip
            senal.connect(ranura)

    def ver(self, vista: PropuestaVista | None) -> None:
        """That one; None: there is none."""
        self._vista = vista
        vacia = self.tr("No hay propuestas.\n\nLo que alguien proponga aparece solo.")
        abre = self.tr("Abriendo la imagen…")
        con_otra = vista is not None and es_cotejo(vista)
        for visor in self._piezas.par.visores:
            visor.mostrar(None, abre if vista else vacia)
        self._piezas.par.titular(
            self.tr("A · Registrada, {}").format(via(vista.fuente)) if con_otra and vista else "", ""
        )
        self._obra.imagen.abrir(vista.hecho if vista else None)
        self._obra.otra.abrir(vista.hecho if vista and con_otra else None)
        if vista is None:
            self._piezas.comparar("", (), (), con_otra=False)
            return
        acta = self._acta(vista)
        eleccion = self._estacion.catalogo.eleccion(acta.eleccion)
        filas = cambios(vista, self._estacion.forma(acta))
        dicho = self.tr("{} propone: {}. Motivo: {}").format(vista.propone, que(vista, self._zona), vista.cuerpo.motivo)
        renglones = [(rotulo(c.campo, eleccion), c.antes, "–", c.despues) for c in filas]
        self._piezas.comparar(dicho, [c.campo for c in filas], renglones, con_otra=con_otra)

    @property
    def _de_a(self) -> str:
        return self.tr("A · Registrada, {}").format(via(self._vista.fuente)) if self._vista else ""

    def _acta(self, vista: PropuestaVista) -> Acta:
        return self._estacion.acta(vista.acta)

    def _hoja(self, hoja: HojaEnVisor) -> None:
        self._mostrar(0, hoja)

    def _no_se_ve(self, texto: str) -> None:
        self._piezas.par.visores[0].mostrar(None, texto)

    def _otra(self, leida: LadoLeido | None) -> None:
        if leida is None or self._vista is None:
            self._piezas.par.solo(True)
            return
        lado, hoja = leida
        dicha = via(lado.fuente, lado.sitio, llego=lado.llego, con_cifras=bool(lado.valores))
        self._piezas.par.titular(self._de_a, self.tr("B · La otra vía, {}").format(dicha))
        self._piezas.poner_otra([escrito(valor) for valor in lado.valores])
        if hoja is not None:
            self._mostrar(1, hoja)
        else:
            sin_imagen = self.tr("No tiene imagen: compare con el acta en la mano.")
            en_camino = self.tr("Su imagen está en camino a este nodo.")
            self._piezas.par.visores[1].mostrar(None, en_camino if lado.imagen else sin_imagen)

    def _no_se_ve_otra(self, texto: str) -> None:
        self._piezas.par.visores[1].mostrar(None, texto)

    def _mostrar(self, lado: int, hoja: HojaEnVisor) -> None:
        """Its rows known, that of the field in focus lit."""
        if self._vista is not None:
            acta = self._acta(self._vista)
            eleccion, visor = self._estacion.catalogo.eleccion(acta.eleccion), self._piezas.par.visores[lado]
            visor.mostrar(hoja.con_filas(self._estacion.forma(acta), eleccion))
            visor.enfocar(self._piezas.campo)
