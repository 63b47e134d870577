"""What is wrong with a node gives one line, in the imperative, with the command to type; what is well, none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.marco.proceso import Cabecera
from central.nodo.nombres import CENTRO, NombreNodo
from central.sitios.salud import CERCADO, Camino, Marcha, SaludDeNodo
from central.tablero.consulta import Conteos, CuentaDeCotejos, FaseVivida
from central.tablero.estado_nodos import Nodos
from central.tablero.informe import InformeDeEstado
from central.tablero.por_hacer import por_hacer
from prep.domain.hechos.hechos import NombreFase

AHORA = datetime(2024, 6, 3, 2, 15, tzinfo=UTC)
SANO = Camino(Marcha.EN_MARCHA, 0, AHORA, AHORA, faltan=0, octetos=0, segundos=0, retenido=56, guarda="bien")
NODO = SaludDeNodo(
    NombreNodo("07"), "ACTIVO", "127.0.0.1", 5433, AHORA, AHORA, "0006", 0, 0, 0,
    {"hechos": SANO, "imagenes": SANO}, contesta=True,
)  # fmt: skip
INFORME = InformeDeEstado(
    cabecera=Cabecera("P-1", "CDMX", real=True, zona="America/Mexico_City"), momento=AHORA, fases=[],
    conteos=Conteos({}, {}, {}, {}), espera=[], tomados=[], libres={}, cola=0, cuarentena=0, entregas_raras=0,
    alarmas=0, ultimas_alarmas=[], nodos=Nodos((NODO,), "0006"), este=CENTRO, arbitro=True, ultimo_corte=None,
    minutos_entre_cortes=20, propuestas=0, cotejos=CuentaDeCotejos({}),
)  # fmt: skip


def hechos(camino: Camino) -> Mapping[str, Camino]:
    return {"hechos": camino, "imagenes": SANO}


def test_si_todo_esta_bien_no_hay_nada_que_hacer() -> None:
    assert por_hacer(INFORME, Path("centro")) == []


@pytest.mark.parametrize(
    ("nodo", "que", "orden"),
    [
        (
            replace(NODO, servidor="", latido=None),
            "CATD07: únalo",
            "prep nodo --datos CARPETA --sitio 07 --alta PAQUETE",
        ),
        (
            replace(NODO, latido=AHORA - timedelta(minutes=4), razon="no route", esquema="0005"),
            "CATD07: revise su enlace y enciéndalo",
            "prep nodo --datos CARPETA --sitio 07",
        ),
        (replace(NODO, esquema="0005"), "CATD07: ponga", "prep nodo --datos CARPETA --sitio 07"),
        (replace(NODO, deriva_ms=-2_000), "CATD07: ponga en hora", "timedatectl set-ntp true"),
        (replace(NODO, razon="no contestó"), "CATD07: revise", "prep conciliar --datos 'el centro' --sitio 07"),
        (
            replace(NODO, caminos=hechos(replace(SANO, marcha=Marcha.DETENIDA))),
            "CATD07: revise",
            "prep conciliar --datos 'el centro' --sitio 07",
        ),
        (
            replace(NODO, caminos=hechos(replace(SANO, en_peligro=True))),
            "CATD07: revise",
            "prep conciliar --datos 'el centro' --sitio 07",
        ),
    ],
)
def test_cada_falla_de_un_nodo_da_una_linea_con_su_orden(nodo: SaludDeNodo, que: str, orden: str) -> None:
    (tarea,) = por_hacer(replace(INFORME, nodos=Nodos((nodo,), "0006")), Path("el centro"))
    assert tarea.que.startswith(que) and tarea.orden == orden
    assert str(tarea) == f"{tarea.que}: {tarea.orden}"


def test_lo_que_no_es_falla_no_da_nada_que_hacer() -> None:
    copiando = replace(NODO, caminos=hechos(replace(SANO, marcha=Marcha.COPIANDO)))
    cercado = replace(NODO, nombre=NombreNodo("07", 2), estado=CERCADO, latido=None, servidor="")
    assert por_hacer(replace(INFORME, nodos=Nodos((copiando, cercado), "0006")), Path("centro")) == []


def test_terminada_la_noche_un_nodo_puede_estar_apagado() -> None:
    callado = replace(NODO, latido=AHORA - timedelta(hours=4))
    cerrado = replace(INFORME, nodos=Nodos((callado,), "0006"), fases=[FaseVivida(NombreFase.CERRAR, AHORA)])
    assert por_hacer(cerrado, Path("centro")) == []
    ultimo = replace(cerrado, fases=[FaseVivida(NombreFase.ULTIMO, AHORA)])
    assert len(por_hacer(ultimo, Path("centro"))) == 1


def test_con_el_centro_apagado_lo_que_no_llega_se_arregla_encendiendolo() -> None:
    parado = replace(NODO, caminos=hechos(replace(SANO, marcha=Marcha.SIN_CORRER)))
    (tarea,) = por_hacer(replace(INFORME, arbitro=False, nodos=Nodos((parado,), "0006")), Path("centro"))
    assert tarea.orden == "prep nodo --datos centro"


def test_en_la_noche_real_no_se_escucha_sin_cifrar() -> None:
    abierto = replace(INFORME, laboratorio="10.0.0.1/24")
    assert ["--laboratorio" in t.que for t in por_hacer(abierto, Path("centro"))] == [True]
    de_practica = replace(abierto, cabecera=replace(INFORME.cabecera, real=False))
    assert por_hacer(de_practica, Path("centro")) == []


def test_las_alarmas_de_un_catd_se_avisan_al_centro() -> None:
    (tarea,) = por_hacer(replace(INFORME, alarmas=2, este="CATD07", nodos=Nodos()), Path("nodo07"))
    assert tarea.que == "Avise al centro de las alarmas de este nodo: hay 2" and "--json" in tarea.orden


def test_lo_propuesto_que_espera_a_otra_persona_se_dice_en_el_centro() -> None:
    (tarea,) = por_hacer(replace(INFORME, propuestas=2), Path("centro"))
    assert tarea.que.endswith("hay 2") and tarea.orden == "prep propuestas --datos centro"
    assert por_hacer(replace(INFORME, propuestas=2, este="CATD07"), Path("nodo")) == []
