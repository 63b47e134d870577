"""The robots that compare what was published: who asks for it and agrees to its end, and who decides (R-07)."""

import json
from collections.abc import Mapping
from uuid import UUID

from prep.domain.hechos.hechos import Cotejo, Dictamen
from prep.domain.hechos.propuestas import lo_propuesto
from prep.domain.vida.acuerdo import SE_ABRE
from prep.services.captura.acuerdos import Acuerdos
from prep.services.captura.cotejos import CasoDeCotejo, Cotejar
from prep.services.estacion.errores import NoProcede
from prep.services.nodo.tipos import PropuestaVista
from prep.store.spool.spool import Spool
from simulacro.papel.foto import leer
from simulacro.personas.actores import Hojas, Pausa

PEDIDOS = "cotejos-pedidos"
PIDE = "Así lo pide el guion del simulacro."
CAMBIA = "Así se lee en el acta."
ABRE = "Ninguna de las dos es lo que dice el acta."
NO_DICE = "La imagen dice otra cosa."


class Cotejador:
    """The desk: accepts what is right, proposes what the image says, or another captura where the script wants that.

    `mira`: with no cotejo to decide it makes the second look, in the order in which it is offered.
    """

    def __init__(self, cotejar: Cotejar, hojas: Hojas, cotejos: Mapping[str, int], mira: bool) -> None:
        self._cotejar, self._hojas, self._cotejos, self._mira = cotejar, hojas, cotejos, mira
        self._pausa = Pausa()

    def paso(self, ahora: float) -> bool:
        if self._pausa.sigue():
            return False
        try:
            caso = self._cotejar.tomar() or self._mirar_de_nuevo()
        except NoProcede:
            caso = None
        papel = self._hojas.de(caso.trabajo) if caso is not None else None
        if caso is None or papel is None:
            if caso is not None:
                self._cotejar.devolver(caso)
            self._pausa.alargar()
            return False
        self._pausa.fin()
        if self._cotejos.get(papel.clave) == SE_ABRE:
            self._cotejar.rechazar(caso, ABRE)
        elif papel.valores != caso.publicada.valores:
            self._cotejar.modificar(caso, papel.valores, CAMBIA)
        else:
            self._cotejar.aceptar(caso)
        return True

    def _mirar_de_nuevo(self) -> CasoDeCotejo | None:
        ofrecidas = self._cotejar.miradas() if self._mira else ()
        mirada = next((m for m in ofrecidas if m.puede), None)
        return self._cotejar.mirar(mirada) if mirada is not None else None


class Coordinador:
    """Asks for what the script says as soon as it has figures, and answers what the desk proposes beside the image."""

    def __init__(self, cotejar: Cotejar, acuerdos: Acuerdos, spool: Spool, cotejos: Mapping[str, int]) -> None:
        self._cotejar, self._acuerdos = cotejar, acuerdos
        self._spool = spool
        self._pedidos: list[str] = json.loads(spool.copia(PEDIDOS) or "[]")  # also those before this program died
        self._faltan = [clave for clave in cotejos if clave not in self._pedidos]
        self._contestadas: set[UUID] = set()
        self._pausa = Pausa()

    def paso(self, ahora: float) -> bool:
        if self._pausa.sigue():
            return False
        hubo = self._pedir() or self._contestar()
        if hubo:
            self._pausa.fin()
        else:
            self._pausa.alargar()
        return hubo

    def _pedir(self) -> bool:
        for clave in self._faltan:
            try:
                self._cotejar.pedir(clave, PIDE)
            except NoProcede:  # it has no figures yet
                continue
            self._faltan.remove(clave)
            self._pedidos.append(clave)
            self._spool.copiar(PEDIDOS, json.dumps(self._pedidos))
            return True
        return False

    def _contestar(self) -> bool:
        try:
            vistas = self._acuerdos.listar()
            vista = next((v for v in vistas if v.respuesta is None and v.hecho not in self._contestadas), None)
            if vista is None:
                return False
            if self._dice_lo_que_la_imagen(vista):
                self._acuerdos.aceptar(vista)
            else:
                self._acuerdos.rechazar(vista, NO_DICE)
        except NoProcede:
            return False
        self._contestadas.add(vista.hecho)
        return True

    def _dice_lo_que_la_imagen(self, vista: PropuestaVista) -> bool:
        cuerpo = lo_propuesto(vista.cuerpo)
        nuevas = cuerpo.valores if isinstance(cuerpo, Cotejo | Dictamen) else ()
        return not nuevas or nuevas == leer(self._acuerdos.ver(vista.hecho)).valores
