"""The control room as a process of its own, and the people whom it knows: those that the centre registered."""

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from central.nodo.cluster import ADMIN
from central.sala.acceso import LugarSala, MemoriaEnArchivo, conocidos_de
from prep.services.estacion.acceso import Acceso
from prep.services.estacion.errores import NoProcede
from prep.store import candados
from tests.central.ordenes.centro import Centro, centro
from tests.espera import hasta
from tests.store import ejemplos

__all__ = ["centro"]
RAIZ = Path(__file__).resolve().parents[3]
ESPERA_S = 60.0
# It holds this lock all the time that it waits for a notice; "LISTEN" is its last statement for a moment only.
OYE = (
    "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE a.usename = 'prep_centro'"
    f" AND l.locktype = 'advisory' AND l.objid = {candados.TABLERO} AND l.granted"
)


def test_entra_quien_el_centro_dio_de_alta_y_los_errores_se_recuerdan_al_volver_a_abrir(
    centro: Centro, tmp_path: Path
) -> None:
    claves = tmp_path / "claves.csv"
    quien = ("ana.lopez", "--nombre", "Ana López", "--roles", "coordinacion", "--sitio", "CCV")
    assert centro.correr("persona", "alta", *quien, "--contrasenas", str(claves)) == 0
    with claves.open(encoding="utf-8-sig", newline="") as archivo:
        (fila,) = csv.DictReader(archivo)
    datos = centro.base.cluster.datos
    conocidos = conocidos_de(datos)
    assert [(c.operador, c.roles) for c in conocidos] == [("ana.lopez", ("coordinacion",))], "la del centro no entra"

    def abrir() -> Acceso:
        memoria = MemoriaEnArchivo(tmp_path / "sala.json")
        return Acceso(LugarSala(memoria, lambda: conocidos_de(datos), ejemplos.PROCESO))

    for _ in range(3):
        with pytest.raises(NoProcede, match="no es correcta"):
            abrir().entrar("ana.lopez", "otra cosa")
    assert abrir().espera_s("ana.lopez") > 0
    (tmp_path / "sala.json").write_text("{roto", encoding="utf-8")
    assert abrir().entrar("ana.lopez", fila["contrasena"]).nombre == "Ana López"


def test_sin_la_base_no_se_entra_y_se_dice(tmp_path: Path) -> None:
    with pytest.raises(NoProcede, match="La base del centro no contesta"):
        conocidos_de(tmp_path)


def test_la_ventana_se_abre_oye_al_centro_y_se_cierra_cuando_se_le_dice(centro: Centro) -> None:
    entorno = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(RAIZ)}
    orden = [sys.executable, "-m", "central", "sala", "--datos", str(centro.base.cluster.datos)]
    with subprocess.Popen(orden, env=entorno, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as proceso:
        try:
            with centro.base.conectar(ADMIN) as admin:
                hasta(lambda: admin.execute(OYE).fetchone() == (1,) or proceso.poll() is not None, "que oiga al centro")
            proceso.send_signal(signal.SIGTERM)
            dicho, _ = proceso.communicate(timeout=ESPERA_S)
        finally:
            proceso.kill()
    assert proceso.returncode == 0, dicho
    assert "Traceback" not in dicho
