"""What docs/auditores.md gives an auditor to type says what the acts of the phases print."""

import re
import subprocess

from central.mando.software import huellas
from tests.architecture.arbol import RAIZ


def test_la_orden_que_se_da_para_la_huella_del_programa_dice_la_que_imprimen_las_actas() -> None:
    (orden,) = re.findall(r"^find .+$", (RAIZ / "docs" / "auditores.md").read_text(encoding="utf-8"), re.MULTILINE)
    dicho = subprocess.run(["bash", "-c", orden], cwd=RAIZ, capture_output=True, text=True, check=True).stdout
    assert dicho.split()[0] == huellas().resumen
