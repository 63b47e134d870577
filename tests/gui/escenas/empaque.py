"""The closing of a CATD: what was signed and what is missing."""

from PySide6.QtWidgets import QWidget

from catd.empaque.pantalla import PUERTA, PantallaEmpaque
from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.reglas.empaque import EMPACADO
from tests.gui.escenas.coordinacion import ETAPA
from tests.gui.escenas.registro import Estudio, escena
from tests.gui.test_captura import OTRA, UNA
from tests.services.conftest import sesion
from tests.store.entregas import verificar

LARGO = (
    "Esperadas 10, recibidas 2, sin acta 0, digitalizadas 1, capturadas 1, verificadas 0; relación 1a2b3c4d5e6f7a8b. Su"
    " sobre no llegó, y no se declaró SIN ACTA: 8. Paquetes no entregados por la presidencia de la mesa directiva de"
    " casilla; se levantó constancia ante la secretaría del consejo distrital y se avisó a la sala de control."
)


@escena("empaque")
def por_firmar(e: Estudio) -> QWidget:
    for clave, etapa, minutos in ((UNA, "EN_MESA", 41), (OTRA, "ACOPIADA", 8)):
        e.nodo.dueno(ETAPA, clave, etapa, minutos)
    estacion = e.en_linea("est-01-2")
    eva = sesion("eva", estacion)
    estacion.spool.guardar([eva.firma.hecho("", Fuente.CATD, Incidencia(EMPACADO, LARGO, "10 2 0 1 1 0 100"))])
    estacion.entrega.vaciar()
    verificar(e.nodo)
    marco = e.abrir(estacion, PUERTA)
    pantalla = e.entrar(marco, "beto")
    assert isinstance(pantalla, PantallaEmpaque)
    e.hasta(lambda: "SEGUNDA FIRMA" in pantalla.piezas.estado and pantalla.piezas.faltan.rowCount() == 10)
    return marco
