"""From the sheet to the acta taken in: a phone's whole way, by the real receiver and the real commands."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pypdfium2
import pytest
import zxingcpp

from prep.domain.hechos.hechos import Acopio
from simulacro.personas.telefono import TelefonoDeCae
from tests.central.casilla.conftest import Casilla
from tests.central.casilla.envios import CUENTA, jpeg
from tests.central.conftest import clave
from tests.espera import hasta
from tests.receptor import servir
from tests.store.ejemplos import PROCESO

LIGA = "https://casilla.ejemplo.mx"


@dataclass
class Calle:
    """The centre's two folders with the receiver between, on this machine."""

    casilla: Casilla
    avisos: Path
    puerto: int

    def recibir(self) -> int:
        return self.casilla.mando.correr("casilla", "recibir", str(self.casilla.carpeta), "--avisos", str(self.avisos))

    def telefono(self, hojas: Path, pagina: int = 0) -> TelefonoDeCae:
        """One that was registered with the QR of that sheet."""
        dicho = de_la_hoja(hojas, pagina)
        suyo = TelefonoDeCae(dicho["a"], dicho["p"], self.puerto)
        assert suyo.pedir("POST", "/v1/altas", suyo.alta(dicho["c"])).estado == 202
        assert self.recibir() == 0
        assert suyo.pedir("GET", f"/v1/altas/{suyo.llave}").dicho == {"estado": "registrada", "cuenta": dicho["a"]}
        return suyo


def de_la_hoja(hojas: Path, pagina: int = 0) -> dict[str, str]:
    """What the QR of a sheet says, read of its picture."""
    with pypdfium2.PdfDocument(hojas) as pdf:
        vista = pdf[pagina].render(scale=2).to_numpy()
    (leido,) = zxingcpp.read_barcodes(vista, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    partes = urlsplit(leido.text)
    assert f"{partes.scheme}://{partes.netloc}{partes.path}" == f"{LIGA}/casilla/"
    return dict(parse_qsl(partes.fragment))


@pytest.fixture
def calle(casilla: Casilla, tmp_path: Path) -> Iterator[Calle]:
    avisos = tmp_path / "avisos"
    casilla.carpeta.mkdir()
    suya = Calle(casilla, avisos, 0)
    assert suya.recibir() == 0
    with servir(casilla.carpeta, avisos) as (suya.puerto, _):
        yield suya


def test_de_la_hoja_al_acta_recibida_y_de_la_perdida_a_la_hoja_nueva(calle: Calle, tmp_path: Path) -> None:
    mando, hojas = calle.casilla.mando, tmp_path / "hojas.pdf"
    assert mando.correr("casilla", "telefono", "invitar", "--liga", LIGA, "--hojas", str(hojas)) == 0
    assert calle.recibir() == 0
    suyo = calle.telefono(hojas)
    assert (suyo.cuenta, suyo.proceso) == (CUENTA, PROCESO)
    foto = jpeg(77)
    datos = suyo.datos(clave(1), foto)
    assert suyo.enviar(datos, foto).estado == 201
    inicio = time.monotonic()
    assert calle.recibir() == 0
    assert mando.etapa(clave(1)) == "DIGITALIZADA"
    assert time.monotonic() - inicio < 5
    assert calle.recibir() == 0
    dicho = suyo.mias().dicho
    assert dicho["envios"] == [
        {"envio": datos["envio"], "acta": clave(1), "estado": "aceptada", "motivo": "", "texto": ""}
    ]
    (acta,) = [a for c in dicho["casillas"] for a in c["actas"] if a["clave"] == clave(1)]
    assert (acta["estado"], acta["envio"]) == ("aceptada", datos["envio"])
    # what the phone is told is set aside: another acta with the same picture, and one whose package came
    mando.entregar(clave(2), Acopio("01", "D"))
    mando.procesar()
    tarde, otra = suyo.datos(clave(2), jpeg(78), desfase_ms=60_000_000), suyo.datos(clave(3), foto)
    assert suyo.enviar(tarde, jpeg(78)).estado == 201 and suyo.enviar(otra, foto).estado == 201
    assert calle.recibir() == 3
    juzgados = {e["envio"]: e["motivo"] for e in suyo.mias().dicho["envios"]}
    assert juzgados[tarde["envio"]] == "PAQUETE_ACOPIADO" and juzgados[otra["envio"]] == "IMAGEN_DE_OTRA_ACTA"
    # the phone is lost: nothing of it, and the centre is told that somebody tried
    assert mando.correr("casilla", "telefono", "perdido", CUENTA, "--motivo", "se lo robaron") == 0
    assert calle.recibir() == 0
    hasta(lambda: suyo.enviar(suyo.datos(clave(4), jpeg(79)), jpeg(79)).estado == 403, "que el receptor lo sepa")
    assert calle.recibir() == 0
    codigos = {c for (c,) in mando.filas("SELECT codigo FROM prep.alarma")}
    assert {"TELEFONO_CAMBIADO", "TELEFONO_PERDIDO"} <= codigos
    nuevas = tmp_path / "nuevas.pdf"
    assert mando.correr("casilla", "telefono", "invitar", CUENTA, "--liga", LIGA, "--hojas", str(nuevas)) == 0
    assert calle.recibir() == 0
    otro = calle.telefono(nuevas)
    assert otro.enviar(otro.datos(clave(4), jpeg(79)), jpeg(79)).estado == 201
    assert calle.recibir() == 0 and mando.etapa(clave(4)) == "DIGITALIZADA"


def test_cambiar_de_telefono_deja_entrar_lo_que_habia_tomado_el_de_antes(
    calle: Calle, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All are invited at once, the list says who has which phone, and the old one empties its queue."""
    mando, hojas, otra = calle.casilla.mando, tmp_path / "hojas.pdf", tmp_path / "otra.pdf"
    mando.filas("UPDATE prep.cae SET cuenta = 'cae-8' WHERE acta = %s", clave(5))
    invitar = ("casilla", "telefono", "invitar", "--liga", LIGA, "--hojas")
    assert mando.correr(*invitar, str(hojas)) == 0
    assert "Hojas hechas: 2" in capsys.readouterr().out
    assert {de_la_hoja(hojas, n)["a"] for n in (0, 1)} == {CUENTA, "cae-8"}
    assert calle.recibir() == 0
    suyo = calle.telefono(hojas)
    assert mando.correr(*invitar, str(otra)) == 0 and not otra.exists()
    assert "Todas las cuentas tienen ya" in capsys.readouterr().out
    assert mando.correr(*invitar, str(otra), CUENTA) == 2
    assert "Ya tienen su teléfono: cae-7" in capsys.readouterr().err
    antes, despues = suyo.datos(clave(1), jpeg(81)), suyo.datos(clave(2), jpeg(82), desfase_ms=60_000)
    cambio = ("casilla", "telefono", "cambio", CUENTA, "--motivo", "se le rompió", "--liga", LIGA)
    assert mando.correr(*cambio, "--hojas", str(otra)) == 0
    assert calle.recibir() == 0
    nuevo = calle.telefono(otra)
    for datos, tono in ((antes, 81), (despues, 82)):
        assert suyo.enviar(datos, jpeg(tono)).estado == 201, "no se sabe aquí cuándo se tomó: el centro lo juzga"
    assert nuevo.enviar(nuevo.datos(clave(3), jpeg(83)), jpeg(83)).estado == 201
    assert calle.recibir() == 3 and calle.recibir() == 0
    juzgados = {e["envio"]: (e["estado"], e["motivo"]) for e in nuevo.mias().dicho["envios"]}
    assert juzgados[antes["envio"]] == ("aceptada", "")
    assert juzgados[despues["envio"]] == ("no_procede", "LLAVE_DE_BAJA")
    capsys.readouterr()
    assert mando.correr("casilla", "telefono", "lista", "--json") == 0
    dicho = json.loads(capsys.readouterr().out)
    assert [(t["cuenta"], t["hoja"], t["estado"], t["llave"]) for t in dicho["telefonos"]] == [
        (CUENTA, 1, "RELEVADO", suyo.llave), (CUENTA, 2, "EN_USO", nuevo.llave), ("cae-8", 1, "INVITADO", None),
    ]  # fmt: skip
    assert dicho["sin_hoja"] == [] and all(t["firmado"] for t in dicho["telefonos"])
    mando.filas("UPDATE prep.telefono SET cuenta = 'cae-9' WHERE estado = 'INVITADO'")
    assert mando.correr("casilla", "telefono", "lista") == 0
    dicho_a_personas = capsys.readouterr().out
    assert "cambió de teléfono" in dicho_a_personas and "ALTERADO EN LA BASE" in dicho_a_personas
    assert "Cuentas con teléfono: 1. Sin hoja: 1." in dicho_a_personas


def test_un_sello_que_no_es_el_de_la_hoja_se_niega_y_se_le_dice(calle: Calle, tmp_path: Path) -> None:
    hojas = tmp_path / "hojas.pdf"
    mando = calle.casilla.mando
    assert mando.correr("casilla", "telefono", "invitar", CUENTA, "--liga", LIGA, "--hojas", str(hojas)) == 0
    assert calle.recibir() == 0
    suyo = TelefonoDeCae(CUENTA, PROCESO, calle.puerto)
    assert suyo.pedir("POST", "/v1/altas", suyo.alta(de_la_hoja(hojas)["c"], sello="0" * 64)).estado == 202
    assert calle.recibir() == 0
    assert suyo.pedir("GET", f"/v1/altas/{suyo.llave}").dicho["codigo"] == "SELLO"
    assert calle.telefono(hojas), "el receptor no la gastó"
