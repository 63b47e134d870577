"""With no base behind, phones are answered as ever; once it is back, all that was received comes in."""

from contextlib import closing

import psycopg
import pytest

from central.casilla.vuelta import VueltaDeCasilla
from central.marco import conexion
from central.nodo.cluster import ADMIN
from tests.central.casilla.conftest import casilla
from tests.central.casilla.envios import jpeg
from tests.central.casilla.test_por_http import LIGA, Calle, calle
from tests.central.conftest import clave, mando, nodo_mando

__all__ = ["calle", "casilla", "mando", "nodo_mando"]
PUERTA = "ALTER DATABASE {} WITH ALLOW_CONNECTIONS {}"
FUERA = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


def test_sin_la_base_se_sigue_recibiendo_se_dice_una_vez_y_al_volver_entra_todo(
    calle: Calle, capsys: pytest.CaptureFixture[str]
) -> None:
    mando, hojas = calle.casilla.mando, calle.casilla.carpeta.parent / "hojas.pdf"
    assert mando.correr("casilla", "telefono", "invitar", "--liga", LIGA, "--hojas", str(hojas)) == 0
    assert calle.recibir() == 0
    suyo, dichas = calle.telefono(hojas), list[str]()
    base = mando.nodo.base
    with (
        conexion.abrir(mando.datos) as puesto,
        closing(psycopg.connect(mando.nodo.cluster.dsn(ADMIN, "postgres"), autocommit=True)) as servidor,
    ):
        vuelta = VueltaDeCasilla(puesto, calle.casilla.carpeta, calle.avisos, dichas.append)
        servidor.execute(PUERTA.format(base, "false"))
        try:
            servidor.execute(FUERA, (base,))
            for n in range(1, 4):
                assert suyo.enviar(suyo.datos(clave(n), jpeg(130 + n)), jpeg(130 + n)).estado == 201
                vuelta.seguir()
        finally:
            servidor.execute(PUERTA.format(base, "true"))
        assert len(dichas) == 1, "lo mismo no se repite cada segundo"
        assert len(list(calle.casilla.carpeta.glob("*.jpg"))) == 3, "nada se apartó ni se movió"
        vuelta.seguir()
    assert len(dichas) == 1 and calle.casilla.fotos() == 3
    assert {mando.etapa(clave(n)) for n in range(1, 4)} == {"DIGITALIZADA"}
