"""Loading the accounts of the CAE: all or none; of an image that came in, whoever relieves them is so from now on."""

from pathlib import Path

import pytest

from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Fuente, Imagen
from prep.net.identidad import cargar
from prep.services.estacion.firma import FirmaDeSesion
from tests.central.arbitro.escena import ENTREGAR_CENTRO
from tests.central.ordenes.centro import Centro
from tests.store.ejemplos import PROCESO, acta

CUENTAS = "SELECT acta, cuenta FROM prep.cae ORDER BY acta, desde"
UNA, OTRA, RECIBIDA = acta(1).clave, acta(2).clave, acta(3).clave


def escribir(carpeta: Path, *filas: str) -> str:
    ruta = carpeta / "cae.csv"
    ruta.write_text("\n".join(["acta,cuenta", *filas]) + "\n", encoding="utf-8")
    return str(ruta)


def recibir(centro: Centro, clave: str, cuenta: str) -> None:
    """The fact of a phone image of `cuenta`, as the centre signs it."""
    llave = cargar(centro.base.cluster.datos / "centro.key")
    cuerpo = Imagen("ab" * 32, "MOVIL", "CCV", cuenta)
    firmado = FirmaDeSesion(CENTRO, CENTRO, PROCESO, llave).hecho(clave, Fuente.CASILLA, cuerpo)
    h = firmado.hecho
    with centro.base.conectar("prep_centro") as conexion:
        cabeza = (h.id, h.proceso, h.tipo, h.acta, h.fuente, h.operador, h.estacion, h.momento, h.desfase_ms)
        conexion.execute(ENTREGAR_CENTRO, (*cabeza, firmado.cuerpo, firmado.firma))


def test_se_cambian_y_a_quien_ya_envio_se_le_releva(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert centro.correr("cae", "cargar", escribir(tmp_path, f"{UNA},cae-1", f"{RECIBIDA},cae-3")) == 0
    assert centro.correr("cae", "cargar", escribir(tmp_path, f"{UNA},cae-9", f"{RECIBIDA},cae-3")) == 0
    assert "nuevas o cambiadas: 1. Ya estaban así: 1." in capsys.readouterr().out
    assert centro.base.dueno(CUENTAS) == [(UNA, "cae-9"), (RECIBIDA, "cae-3")]
    recibir(centro, RECIBIDA, "cae-3")
    assert centro.correr("cae", "cargar", escribir(tmp_path, f"{UNA},cae-1", f"{RECIBIDA},cae-8")) == 0
    assert "Con imagen ya recibida, que sigue contando: 1." in capsys.readouterr().out
    assert centro.base.dueno(CUENTAS) == [(UNA, "cae-1"), (RECIBIDA, "cae-3"), (RECIBIDA, "cae-8")]
    assert centro.correr("cae", "cargar", escribir(tmp_path, f"{RECIBIDA},cae-8")) == 0
    assert "nuevas o cambiadas: 0" in capsys.readouterr().out
    assert centro.correr("cae", "cargar", escribir(tmp_path, f"{RECIBIDA},cae-9")) == 0, "quien la releva aún no envía"
    assert centro.base.dueno(CUENTAS) == [(UNA, "cae-1"), (RECIBIDA, "cae-3"), (RECIBIDA, "cae-9")]


@pytest.mark.parametrize(
    ("fila", "dice"),
    [
        ("GUB-no-hay,cae-1", "renglón 3, columna acta: 'GUB-no-hay' no está en el catálogo"),
        (f"{OTRA},cae-2", f"renglón 3, columna acta: {OTRA} se repite; ya está en el renglón 2"),
        (f"{UNA},=1+1", "renglón 3, columna cuenta: '=1+1' empieza con «=»"),
        (f"{UNA},", "renglón 3, columna cuenta: '' no es una cuenta"),
        (f"{UNA},{'x' * 81}", "no es una cuenta de 1 a 80 caracteres"),
        ('"sin cerrar', "no se entiende como CSV"),
    ],
)
def test_con_un_renglon_malo_no_se_carga_ninguna(
    centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str], fila: str, dice: str
) -> None:
    antes = centro.base.dueno(CUENTAS)
    assert centro.correr("cae", "cargar", escribir(tmp_path, f"{OTRA},cae-1", fila)) == 2
    assert dice in capsys.readouterr().err
    assert centro.base.dueno(CUENTAS) == antes


def test_una_lista_vacia_se_dice(centro: Centro, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert centro.correr("cae", "cargar", escribir(tmp_path)) == 2
    assert "no tiene ninguna cuenta" in capsys.readouterr().err
