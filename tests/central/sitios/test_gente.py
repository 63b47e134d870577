"""Who is registered at the centre after a node joined is known there by itself, and who left is refused there."""

import csv
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from central.__main__ import principal
from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.personas import Gente as Registro
from central.nodo.registro import registrar
from central.sitios.bajada import Bajada, bajar
from central.sitios.centro_remoto import conectar
from central.sitios.gente import BajadaDeGente
from prep.domain.hechos.hechos import Captura, Fuente, MotivoSinActa, SinActa
from prep.net.identidad import abrir, nueva
from prep.services.estacion.firma import FirmaDeSesion
from tests.central.arbitro.escena import CAMPOS, ENTREGAR
from tests.central.sitios.conftest import Par
from tests.espera import hasta
from tests.store.ejemplos import PROCESO, acta

ACTIVO = "SELECT coalesce(bool_and(activo), false) FROM prep.operador WHERE operador = %s"
ESTACION = "SELECT count(*) FROM prep.estacion WHERE estacion = %s AND activo"


def ordenar(par: Par, *orden: str) -> int:
    return principal([*orden, "--datos", str(par.centro.cluster.datos)])


def dar_de_alta(par: Par, carpeta: Path, usuario: str, *roles: str) -> str:
    """Registers a person of CATD 01 at the centre; returns their password."""
    claves = carpeta / f"{usuario}.csv"
    assert ordenar(par, "persona", "alta", usuario, "--nombre", "Ana", "--roles", " ".join(roles), "--sitio", "1",
                   "--contrasenas", str(claves)) == 0  # fmt: skip
    with claves.open(encoding="utf-8-sig", newline="") as archivo:
        return next(csv.DictReader(archivo))["contrasena"]


@pytest.fixture
def enlace(par: Par) -> Iterator[Bajada]:
    """The node's link with the centre, as `central nodo` keeps it."""
    bajada = Bajada(par.nodo.cluster, par.alta.paquete, threading.Event())
    hilo = threading.Thread(target=bajada.correr)
    hilo.start()
    try:
        yield bajada
    finally:
        bajada.parar.set()
        hilo.join()


def capturar(par: Par, usuario: str, contrasena: str, estacion: str, clave: str, huella: str) -> str:
    """Logs in with the key that is at the node, and delivers a captura there."""
    llave = abrir(par.nodo.valor("SELECT sellada FROM prep.operador WHERE operador = %s", usuario), contrasena)
    cuerpo = Captura(1, huella, (1,) * CAMPOS, "ACTA PREP", clave)
    firmado = FirmaDeSesion(usuario, estacion, PROCESO, llave).hecho(clave, Fuente.CATD, cuerpo)
    h = firmado.hecho
    valores = (h.id, h.proceso, h.tipo, h.acta, h.fuente, usuario, h.momento, h.desfase_ms)
    with par.nodo.escena.base.conectar(estacion) as conexion:
        fila = conexion.execute(ENTREGAR, (*valores, firmado.cuerpo, firmado.firma)).fetchone()
    assert fila is not None
    return str(fila[0])


def test_quien_se_da_de_alta_despues_captura_en_el_nodo_y_quien_se_va_ya_no(
    par: Par, enlace: Bajada, tmp_path: Path
) -> None:
    clave, otra = acta(11).clave, acta(13).clave
    huella, segunda = par.nodo.escena.digitalizada(clave), par.nodo.escena.digitalizada(otra)
    contrasena = dar_de_alta(par, tmp_path, "ana.lopez", "captura")
    assert ordenar(par, "estacion", "alta", "e01-nueva", "--sitio", "01") == 0
    hasta(lambda: bool(par.nodo.valor(ACTIVO, "ana.lopez") and par.nodo.valor(ESTACION, "e01-nueva")))
    assert capturar(par, "ana.lopez", contrasena, "e01-nueva", clave, huella) == "nuevo"

    assert ordenar(par, "persona", "baja", "ana.lopez") == 0
    hasta(lambda: not par.nodo.valor(ACTIVO, "ana.lopez"))
    with pytest.raises(psycopg.Error, match="fue dado de baja"):
        capturar(par, "ana.lopez", contrasena, "e01-nueva", otra, segunda)
    hasta(lambda: par.centro.valor("SELECT count(*) FROM prep.hecho WHERE operador = 'ana.lopez'") == 1)
    for sitio in (par.nodo, par.centro):  # what they did before they left counts, here and there
        sitio.escena.correr()
        assert sitio.valor("SELECT count(*) FROM prep.cuarentena") == 0
    assert par.centro.valor("SELECT count(*) FROM prep.alarma WHERE codigo = 'FIRMA_DE_BAJA'") == 1

    assert ordenar(par, "estacion", "baja", "e01-nueva") == 0
    hasta(lambda: par.nodo.valor(ESTACION, "e01-nueva") == 0)


def test_las_cuentas_de_cae_bajan_solas_a_su_catd(par: Par, enlace: Bajada, tmp_path: Path) -> None:
    suya, ajena = acta(15).clave, acta(16).clave
    archivo = tmp_path / "cae.csv"
    archivo.write_text(f"acta,cuenta\n{suya},cae-1\n{ajena},cae-2\n", encoding="utf-8")
    assert ordenar(par, "cae", "cargar", str(archivo)) == 0
    hasta(lambda: par.nodo.valor("SELECT count(*) FROM prep.cae WHERE acta = %s", suya) == 1)
    assert par.nodo.valor("SELECT count(*) FROM prep.cae WHERE acta = %s", ajena) == 0


def test_sin_cambios_no_se_vuelve_a_bajar_y_un_enlace_nuevo_baja_lo_que_hubo_sin_el(par: Par) -> None:
    llave = nueva()
    registrar(par.centro.cluster, Registro([OperadorNuevo("sin.enlace", "S", llave.publica, "{}", ("mesa",), "02")]))
    with conectar(par.alta.paquete) as centro:
        gente = BajadaDeGente(par.nodo.cluster, centro, par.alta.paquete)
        gente.escuchar()
        gente.revisar()
        assert par.nodo.valor(ACTIVO, "sin.enlace")
        par.nodo.escena.base.dueno("UPDATE prep.operador SET nombre = 'OTRO' WHERE operador = 'sin.enlace'")
        centro.latir(0, 0, b"", 0)
        gente.revisar()
        assert par.nodo.valor("SELECT nombre FROM prep.operador WHERE operador = 'sin.enlace'") == "OTRO"


def test_quien_firma_se_conoce_antes_que_su_hecho(par: Par) -> None:
    """A person of the CCV registered a moment ago: their fact comes down with the next batch, before the next beat."""
    clave, llave = acta(17).clave, nueva()
    with conectar(par.alta.paquete) as centro, psycopg.connect(par.nodo.cluster.dsn("prep_arbitro")) as local:
        gente = BajadaDeGente(par.nodo.cluster, centro, par.alta.paquete)
        gente.escuchar()
        gente.revisar()
        ella = OperadorNuevo("op-01-77", "E", llave.publica, "{}", ("mesa",), "CCV")
        registrar(par.centro.cluster, Registro([ella], [EstacionNueva("est-01-77", "CCV")]))
        par.centro.escena.llaves["op-01-77"] = llave
        par.centro.escena.hacer(77, clave, SinActa(MotivoSinActa.NO_ENTREGADO), Fuente.CASILLA)
        assert bajar(centro, local, gente.revisar) > 0
    par.nodo.escena.correr()
    assert par.nodo.valor("SELECT count(*) FROM prep.cuarentena") == 0
    assert par.nodo.escena.etapa(clave) == "SIN_ACTA"


def test_lo_que_el_centro_no_firmo_no_baja_y_lo_cambiado_en_el_nodo_se_repone(
    par: Par, caplog: pytest.LogCaptureFixture
) -> None:
    par.nodo.escena.base.dueno(
        "INSERT INTO prep.operador VALUES ('otra.llave', 'O', %s, '', '{mesa}', '01', true)", b"x" * 32
    )
    llave = nueva()
    registrar(par.centro.cluster, Registro([OperadorNuevo("otra.llave", "O", llave.publica, "{}", ("mesa",), "01")]))
    with conectar(par.alta.paquete) as centro:
        gente = BajadaDeGente(par.nodo.cluster, centro, par.alta.paquete)
        par.centro.escena.base.dueno("UPDATE prep.operador SET sitio = '02' WHERE operador = 'otra.llave'")
        gente.revisar()
        assert "«otra.llave» que bajó no es el que firmó el centro" in caplog.text
        assert par.nodo.valor("SELECT publica FROM prep.operador WHERE operador = 'otra.llave'") == b"x" * 32
        par.centro.escena.base.dueno("UPDATE prep.operador SET sitio = '01' WHERE operador = 'otra.llave'")
        gente._anotar()
        gente.revisar()
    caplog.clear()
    assert par.nodo.valor("SELECT publica FROM prep.operador WHERE operador = 'otra.llave'") == llave.publica


def test_quien_no_se_puede_registrar_no_detiene_a_los_demas_y_el_centro_sabe_quien_falta(
    par: Par, capsys: pytest.CaptureFixture[str]
) -> None:
    """Above all a baja: it must be in force whoever else cannot be registered."""
    suyos = [OperadorNuevo(f"uno.{n}", "U", nueva().publica, "{}", ("mesa",), "01") for n in range(4)]
    registrar(par.centro.cluster, Registro(suyos))
    base = par.nodo.escena.base
    with conectar(par.alta.paquete) as centro:
        gente = BajadaDeGente(par.nodo.cluster, centro, par.alta.paquete)
        gente.revisar()
        assert par.nodo.valor(ACTIVO, "uno.0")
        # the node's base refuses one person, whatever is said of them
        base.dueno("ALTER TABLE prep.operador ADD CONSTRAINT rechazada CHECK (operador <> 'ella.no')")
        ella = OperadorNuevo("ella.no", "E", nueva().publica, "{}", ("mesa",), "01")
        otro = OperadorNuevo("zoe", "Z", nueva().publica, "{}", ("mesa",), "01")
        registrar(par.centro.cluster, Registro([ella, otro]))
        assert ordenar(par, "persona", "baja", "uno.0") == 0
        gente._anotar()
        gente.revisar()
        assert not par.nodo.valor(ACTIVO, "uno.0") and par.nodo.valor(ACTIVO, "zoe")
        assert par.nodo.valor("SELECT count(*) FROM prep.operador WHERE operador = 'ella.no'") == 0
        faltan, dicho = par.centro.escena.base.dueno("SELECT gente_faltan, gente_dicho FROM prep.nodo")[0]
        assert faltan == 1 and dicho.startswith("ella.no: ")
        ordenar(par, "estado")
        assert "no pudo registrar a ella.no" in capsys.readouterr().out
        assert par.centro.valor("SELECT count(*) FROM prep.alarma WHERE codigo = 'PERSONA_FALTA'") == 1

        base.dueno("ALTER TABLE prep.operador DROP CONSTRAINT rechazada")
        gente._anotar()
        gente.revisar()
        assert par.nodo.valor(ACTIVO, "ella.no")
        assert par.centro.valor("SELECT gente_faltan FROM prep.nodo") == 0
